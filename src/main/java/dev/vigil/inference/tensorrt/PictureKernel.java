package dev.vigil.inference.tensorrt;

import static org.bytedeco.cuda.global.cudart.cudaDeviceSynchronize;
import static org.bytedeco.cuda.global.cudart.cudaLaunchKernel;
import static org.bytedeco.cuda.global.cudart.cudaLibraryGetKernel;
import static org.bytedeco.cuda.global.cudart.cudaLibraryLoadData;
import static org.bytedeco.cuda.global.cudart.cudaLibraryUnload;

import dev.vigil.inference.EngineException;
import dev.vigil.stream.Colours;
import dev.vigil.stream.DevicePicture;
import dev.vigil.stream.PictureSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.bytedeco.cuda.cudart.CUkern_st;
import org.bytedeco.cuda.cudart.CUlib_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.cudart.dim3;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** The piece of GPU code in {@code nv12.cu}, compiled and loaded: NV12 to RGB from device memory to device memory. */
final class PictureKernel implements AutoCloseable {

    private static final String FILE = "nv12.cu";
    /** The struct Picture of the source: three addresses and twelve numbers. */
    private static final int PICTURE_BYTES = 3 * Long.BYTES + 12 * Integer.BYTES;
    private static final int BLOCK_WIDTH = 32;
    private static final int BLOCK_HEIGHT = 8;

    private final Handles handles = new Handles();
    private final CUlib_st library = new CUlib_st();
    private final CUkern_st kernel = new CUkern_st();
    private final dim3 grid;
    private final dim3 block = new dim3(BLOCK_WIDTH, BLOCK_HEIGHT, 1);
    private final PictureSize size;
    // A launch copies its arguments, so that one place for them is enough.
    private final ByteBuffer picture = ByteBuffer.allocateDirect(PICTURE_BYTES).order(ByteOrder.nativeOrder());
    private final PointerPointer<Pointer> arguments = new PointerPointer<>(1);

    /**
     * @param capability of the GPU, such as "8.9"
     * @param size       of the pictures that it makes
     * @throws EngineException where it cannot be compiled, loaded or run
     */
    PictureKernel(String capability, PictureSize size) {
        this.size = size;
        grid = new dim3((size.width() + BLOCK_WIDTH - 1) / BLOCK_WIDTH,
                (size.height() + BLOCK_HEIGHT - 1) / BLOCK_HEIGHT, 1);
        arguments.put(0, new BytePointer(picture));
        byte[] machine = Nvrtc.machineCode(source(), FILE, capability);
        // The driver may read it later, when the first kernel is launched.
        BytePointer code = new BytePointer(machine);
        handles.onClose(code::close);
        try (BytePointer name = new BytePointer("nv12ToRgb")) {
            Cuda.check(cudaLibraryLoadData(library, code, (IntPointer) null, (PointerPointer<?>) null, 0,
                    (IntPointer) null, (PointerPointer<?>) null, 0), FILE + " cannot be loaded");
            handles.onClose(() -> Cuda.check(cudaLibraryUnload(library), FILE + " cannot be unloaded"));
            Cuda.check(cudaLibraryGetKernel(kernel, library, name), FILE + " has not the code that it should have");
            tryOut();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private static String source() {
        try (InputStream in = PictureKernel.class.getResourceAsStream(FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The driver brings code to the GPU when it is first run; and what the GPU does not run should be known now. */
    private void tryOut() {
        try (DeviceBuffer black = new DeviceBuffer(size.rgbBytes())) {
            picture.clear();
            picture.putLong(0).putLong(0);
            target(black.pointer(), 0, 0, 0, 0);
            launch(null);
            Cuda.check(cudaDeviceSynchronize(), FILE + " does not run");
        }
    }

    /** Begins to write a picture there, all of the frame, as work of that stream. */
    void start(DevicePicture from, Pointer rgb, CUstream_st stream) {
        Colours colours = from.colours();
        picture.clear();
        picture.putLong(from.luma()).putLong(from.chroma());
        target(rgb, from.lumaRowBytes(), from.chromaRowBytes(), from.width(), from.height());
        picture.putInt(colours.black()).putInt(colours.luma());
        picture.putInt(colours.redOfV()).putInt(colours.blueOfU());
        picture.putInt(colours.greenOfU()).putInt(colours.greenOfV());
        launch(stream);
    }

    private void target(Pointer rgb, int lumaRowBytes, int chromaRowBytes, int width, int height) {
        picture.putLong(rgb.address()).putInt(lumaRowBytes).putInt(chromaRowBytes);
        picture.putInt(width).putInt(height).putInt(size.width()).putInt(size.height());
    }

    private void launch(CUstream_st stream) {
        Cuda.check(cudaLaunchKernel(kernel, grid, block, arguments, 0, stream), "a picture cannot be converted");
    }

    /** Nothing of it may be running. */
    @Override
    public void close() {
        handles.close();
    }
}
