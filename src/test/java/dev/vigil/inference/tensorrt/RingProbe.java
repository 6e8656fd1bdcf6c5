package dev.vigil.inference.tensorrt;

import dev.vigil.inference.EngineException;
import dev.vigil.inference.MotionNetwork;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.SizeTPointer;

/** What becomes of the ring of samples, in lines, on a CUDA runtime whose device memory is the host's. */
final class RingProbe {

    /** The last sample of the sixteenth camera. */
    private static final int LAST = 16 * 14 - 1;

    private RingProbe() {
    }

    public static void main(String[] args) {
        GpuLibraries.loadCuda();
        long before = free();
        DeviceRing ring = new DeviceRing();
        hold(ring, 3);
        last(ring.levels(LAST), MotionNetwork.LEVELS_BYTES).put((byte) 7);
        last(ring.centres(LAST), MotionNetwork.CENTRES_BYTES).put((byte) 8);
        hold(ring, 40);
        kept(ring);
        hold(ring, 41);
        kept(ring);
        try {
            ring.hold(79);
        } catch (GpuMemoryException shortage) {
            System.out.println("short: " + shortage.getMessage());
        }
        hold(ring, 41);
        kept(ring);
        try {
            ring.hold(MotionNetwork.MOST_SLOTS + 1);
        } catch (EngineException many) {
            System.out.println("too many: " + many.getMessage().replaceAll(".*not of (\\d+):.*", "$1"));
        }
        ring.close();
        ring.close();
        System.out.println("left: " + (before - free()));
    }

    private static void hold(DeviceRing ring, int slots) {
        ring.hold(slots);
        System.out.println("room for " + ring.slots());
    }

    private static void kept(DeviceRing ring) {
        System.out.println("kept: " + (last(ring.levels(LAST), MotionNetwork.LEVELS_BYTES).get() == 7
                && last(ring.centres(LAST), MotionNetwork.CENTRES_BYTES).get() == 8));
    }

    private static BytePointer last(Pointer sample, int bytes) {
        return new BytePointer(sample.getPointer(bytes - 1));
    }

    private static long free() {
        try (SizeTPointer free = new SizeTPointer(1); SizeTPointer total = new SizeTPointer(1)) {
            Cuda.check(cudart.cudaMemGetInfo(free, total), "memory");
            return free.get();
        }
    }
}
