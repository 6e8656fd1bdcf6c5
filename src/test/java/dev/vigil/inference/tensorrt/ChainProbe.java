package dev.vigil.inference.tensorrt;

import static org.bytedeco.cuda.global.cudart.cudaStreamCreateWithFlags;
import static org.bytedeco.cuda.global.cudart.cudaStreamDestroy;
import static org.bytedeco.cuda.global.cudart.cudaStreamNonBlocking;
import static org.bytedeco.cuda.global.cudart.cudaStreamSynchronize;

import dev.vigil.stream.Frame;
import dev.vigil.stream.NvdecCamera;
import java.nio.ByteBuffer;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.javacpp.BytePointer;

/**
 * The way of pictures from a camera's packets to a lane's memory, in lines, with driver, decoder and runtime of the
 * tests: each picture of some batches against what the host makes of it.
 */
final class ChainProbe {

    private static final int BATCH = 3;
    private static final int BATCHES = 5;
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private ChainProbe() {
    }

    public static void main(String[] args) {
        GpuLibraries.loadCuda();
        CUstream_st stream = new CUstream_st();
        Cuda.check(cudaStreamCreateWithFlags(stream, cudaStreamNonBlocking), "stream");
        int bytes = NvdecCamera.SIZE.rgbBytes();
        try (NvdecCamera camera = new NvdecCamera();
                DevicePlaces places = new DevicePlaces(NvdecCamera.SIZE, BATCH, "8.9");
                PinnedBuffer host = new PinnedBuffer((long) BATCH * bytes);
                DeviceBuffer device = new DeviceBuffer((long) BATCH * bytes)) {
            LaneInput lane = new LaneInput(host, device, bytes, places, stream);
            int alike = 0;
            long last = -1;
            for (int batch = 0; batch < BATCHES; batch++) {
                ByteBuffer[] wanted = new ByteBuffer[BATCH];
                for (int place = 0; place < BATCH; place++) {
                    Frame frame = newer(camera, last);
                    last = frame.sequence;
                    places.place(place, frame);
                    wanted[place] = ByteBuffer.allocate(bytes).put(0, frame.pixels(), 0, bytes);
                    // The stream goes on, and scales into whatever comes back.
                    camera.mailbox().release(frame);
                }
                lane.start(0, BATCH);
                Cuda.check(cudaStreamSynchronize(stream), "run");
                for (int place = 0; place < BATCH; place++) {
                    alike += new BytePointer(device.at((long) place * bytes)).capacity(bytes).asByteBuffer()
                            .equals(wanted[place]) ? 1 : 0;
                }
                places.release();
            }
            System.out.println("alike: " + alike);
        }
        Cuda.check(cudaStreamDestroy(stream), "stream");
        System.exit(0);
    }

    private static Frame newer(NvdecCamera camera, long last) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end) {
            Frame frame = camera.mailbox().take();
            if (frame != null && frame.sequence > last && frame.onDevice() != null) {
                return frame;
            }
            if (frame != null) {
                camera.mailbox().release(frame);
            }
            Thread.onSpinWait();
        }
        throw new IllegalStateException("no picture comes on the device");
    }
}
