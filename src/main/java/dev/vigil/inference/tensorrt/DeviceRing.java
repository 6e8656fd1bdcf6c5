package dev.vigil.inference.tensorrt;

import static org.bytedeco.cuda.global.cudart.cudaDeviceSynchronize;
import static org.bytedeco.cuda.global.cudart.cudaMemcpy;
import static org.bytedeco.cuda.global.cudart.cudaMemcpyDeviceToDevice;

import dev.vigil.inference.EngineException;
import dev.vigil.inference.MotionNetwork;
import dev.vigil.inference.SampleTimes;
import org.bytedeco.javacpp.Pointer;

/**
 * The samples of all cameras in the GPU's memory, 4 MB for each: one piece, because the motion network numbers them
 * through. It doubles when it is full, or grows as far as it must where memory is short.
 */
final class DeviceRing implements AutoCloseable {

    private static final int FIRST_SLOTS = 16;

    private DeviceBuffer levels;
    private DeviceBuffer centres;
    private int slots;

    /**
     * Makes room for so many cameras, and keeps what there is; nothing may be running.
     *
     * @throws GpuMemoryException when the GPU has no room for them; then all is as before
     */
    void hold(int wanted) {
        if (wanted <= slots) {
            return;
        }
        if (wanted > MotionNetwork.MOST_SLOTS) {
            throw new EngineException("one engine keeps samples of at most " + MotionNetwork.MOST_SLOTS
                    + " cameras, not of " + wanted + ": share them out among services");
        }
        int twice = Math.min(Math.max(Math.max(wanted, 2 * slots), FIRST_SLOTS), MotionNetwork.MOST_SLOTS);
        try {
            grow(twice);
        } catch (GpuMemoryException shortage) {
            if (twice == wanted) {
                throw shortage;
            }
            grow(wanted);
        }
    }

    private void grow(int room) {
        DeviceBuffer newLevels = new DeviceBuffer(samples(room) * MotionNetwork.LEVELS_BYTES);
        DeviceBuffer newCentres = null;
        try {
            newCentres = new DeviceBuffer(samples(room) * MotionNetwork.CENTRES_BYTES);
            if (slots > 0) {
                copy(newLevels, levels, MotionNetwork.LEVELS_BYTES);
                copy(newCentres, centres, MotionNetwork.CENTRES_BYTES);
                // Such copies do not wait by themselves, and streams of ours do not wait for them.
                Cuda.check(cudaDeviceSynchronize(), "samples were not moved");
            }
        } catch (RuntimeException | Error e) {
            newLevels.close();
            if (newCentres != null) {
                newCentres.close();
            }
            throw e;
        }
        close();
        levels = newLevels;
        centres = newCentres;
        slots = room;
    }

    private void copy(DeviceBuffer to, DeviceBuffer from, int bytes) {
        Cuda.check(cudaMemcpy(to.pointer(), from.pointer(), samples(slots) * bytes, cudaMemcpyDeviceToDevice),
                "samples cannot be moved");
    }

    private static long samples(int slots) {
        return (long) slots * SampleTimes.CAPACITY;
    }

    /** Cameras that there is room for. */
    int slots() {
        return slots;
    }

    Pointer levels(int sample) {
        return levels.at((long) sample * MotionNetwork.LEVELS_BYTES);
    }

    Pointer centres(int sample) {
        return centres.at((long) sample * MotionNetwork.CENTRES_BYTES);
    }

    @Override
    public void close() {
        if (slots > 0) {
            slots = 0;
            try {
                levels.close();
            } finally {
                centres.close();
            }
        }
    }
}
