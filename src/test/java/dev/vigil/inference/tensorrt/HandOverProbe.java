package dev.vigil.inference.tensorrt;

import static org.bytedeco.cuda.global.cudart.cudaStreamCreateWithFlags;
import static org.bytedeco.cuda.global.cudart.cudaStreamDestroy;
import static org.bytedeco.cuda.global.cudart.cudaStreamNonBlocking;
import static org.bytedeco.cuda.global.cudart.cudaStreamSynchronize;

import dev.vigil.inference.EngineException;
import dev.vigil.stream.Frame;
import dev.vigil.stream.Nv12Picture;
import dev.vigil.stream.PictureSize;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * What becomes of pictures that a GPU's decoder left on the device, in lines, on a CUDA runtime whose device memory is
 * the host's, whose streams do nothing until they are waited for, and whose kernel a C compiler made.
 */
final class HandOverProbe {

    private static final String CAPABILITY = "8.9";
    private static final PictureSize SMALL = new PictureSize(64, 32);
    private static final int BATCH = 7;
    private static final int NOISE = 60;
    /** What the runtime of the tests answers by telling what streams were given. */
    private static final int DIARY = 9999;

    private HandOverProbe() {
    }

    public static void main(String[] args) {
        GpuLibraries.loadCuda();
        long before = free();
        CUstream_st stream = new CUstream_st();
        Cuda.check(cudaStreamCreateWithFlags(stream, cudaStreamNonBlocking), "stream");
        againstTheHost(stream);
        mixedBatches(stream);
        Cuda.check(cudaStreamDestroy(stream), "stream");
        try {
            new DevicePlaces(SMALL, BATCH, "1.0").close();
        } catch (EngineException refused) {
            System.out.println("refused: " + refused.getMessage());
        }
        System.out.println("left: " + (before - free()));
    }

    /** Picture, input, alignment of rows, colour space, full range, noise. */
    private static final int[][] CASES = {
        {448, 252, 448, 256, 512, 1, 0, 0}, {448, 252, 448, 256, 512, 1, 0, NOISE},
        {448, 252, 448, 256, 64, 5, 0, NOISE}, {448, 252, 448, 256, 1, 1, 1, NOISE},
        {144, 256, 448, 256, 256, 6, 1, NOISE}, {342, 256, 448, 256, 32, 2, 0, NOISE},
        {224, 126, 225, 127, 512, 9, 0, NOISE}, {160, 120, 161, 120, 64, 1, 0, 0}, {2, 2, 33, 9, 1, 5, 1, NOISE}};

    private static void againstTheHost(CUstream_st stream) {
        for (int[] c : CASES) {
            PictureSize size = new PictureSize(c[2], c[3]);
            try (Nv12Picture picture = new Nv12Picture(c[0], c[1], c[4], c[5], c[6] == 1, c[7]);
                    PictureKernel kernel = new PictureKernel(CAPABILITY, size);
                    DeviceBuffer device = new DeviceBuffer(size.rgbBytes())) {
                Frame frame = picture.onDevice(size);
                kernel.start(frame.onDevice(), device.pointer(), stream);
                Cuda.check(cudaStreamSynchronize(stream), "kernel");
                ByteBuffer made = new BytePointer(device.pointer()).capacity(size.rgbBytes()).asByteBuffer();
                Nv12Picture.drop(frame);
                System.out.println("%dx%d in %s, space %d%s%s: %s".formatted(c[0], c[1], size, c[5],
                        c[6] == 1 ? ", full" : "", c[7] > 0 ? ", noisy" : "",
                        difference(made, picture.onHost(new PictureSize(c[0], c[1])), size)));
            }
        }
    }

    private static String difference(ByteBuffer made, Frame wanted, PictureSize size) {
        int most = 0;
        long sum = 0;
        int margin = 0;
        int width = wanted.size().width();
        int height = wanted.size().height();
        for (int y = 0; y < size.height(); y++) {
            for (int i = 0; i < size.width() * 3; i++) {
                int is = made.get(y * size.width() * 3 + i) & 0xff;
                if (y < height && i < width * 3) {
                    int apart = Math.abs(is - (wanted.pixels().get(y * width * 3 + i) & 0xff));
                    most = Math.max(most, apart);
                    sum += apart;
                } else {
                    margin += is;
                }
            }
        }
        return String.format(Locale.ROOT, "most %d, mean %.2f, margin %d", most, sum / 3.0 / width / height, margin);
    }

    /** Pictures from the host and from the device in one batch, in two lanes' pieces; twice, as places change. */
    private static void mixedBatches(CUstream_st stream) {
        int bytes = SMALL.rgbBytes();
        try (DevicePlaces places = new DevicePlaces(SMALL, BATCH, CAPABILITY);
                PinnedBuffer host = new PinnedBuffer((long) BATCH * bytes);
                DeviceBuffer device = new DeviceBuffer((long) BATCH * bytes);
                Nv12Picture picture = new Nv12Picture(64, 30, 64, 1, false, 0)) {
            LaneInput lane = new LaneInput(host, device, bytes, places, stream);
            Cuda.words(DIARY);
            for (int mask : new int[] {0b0110010, 0b1001101, 0, 0b1111111}) {
                List<Frame> frames = new ArrayList<>();
                for (int i = 0; i < BATCH; i++) {
                    boolean onDevice = (mask >> i & 1) == 1;
                    Frame frame = onDevice ? picture.onDevice(SMALL) : new Frame(SMALL);
                    for (int at = 0; at < bytes; at++) {
                        host.buffer().put(i * bytes + at, (byte) (100 + i));
                    }
                    places.place(i, frame);
                    frames.add(frame);
                }
                lane.start(2, BATCH - 2);
                // The frames go back to their cameras before the run is over, as of an engine that is left behind.
                frames.forEach(Nv12Picture::drop);
                int held = picture.references();
                Cuda.check(cudaStreamSynchronize(stream), "run");
                System.out.println("batch " + Integer.toBinaryString(mask) + ": "
                        + content(device, bytes, mask, picture) + "; held " + held + ", then "
                        + released(places, picture) + "; " + Cuda.words(DIARY));
            }
        }
    }

    private static int released(DevicePlaces places, Nv12Picture picture) {
        places.release();
        return picture.references();
    }

    private static String content(DeviceBuffer device, int bytes, int mask, Nv12Picture picture) {
        Frame wanted = picture.onHost(SMALL);
        BytePointer made = new BytePointer(device.pointer());
        for (int i = 2; i < BATCH; i++) {
            for (int at = 0; at < bytes; at++) {
                int is = made.get((long) (i - 2) * bytes + at) & 0xff;
                int should = (mask >> i & 1) == 1 ? wanted.pixels().get(at) & 0xff : 100 + i;
                if (Math.abs(is - should) > ((mask >> i & 1) == 1 ? 1 : 0)) {
                    return "picture " + i + " is wrong at byte " + at + ": " + is + " for " + should;
                }
            }
        }
        return "as it should be";
    }

    private static long free() {
        try (SizeTPointer free = new SizeTPointer(1); SizeTPointer total = new SizeTPointer(1)) {
            Cuda.check(cudart.cudaMemGetInfo(free, total), "memory");
            return free.get();
        }
    }
}
