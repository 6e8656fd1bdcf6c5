package dev.vigil.inference.tensorrt;

import static org.bytedeco.cuda.global.cudart.cudaEventCreateWithFlags;
import static org.bytedeco.cuda.global.cudart.cudaEventDestroy;
import static org.bytedeco.cuda.global.cudart.cudaEventDisableTiming;
import static org.bytedeco.cuda.global.cudart.cudaEventRecord;
import static org.bytedeco.cuda.global.cudart.cudaStreamWaitEvent;

import dev.vigil.inference.EngineException;
import dev.vigil.inference.ModelBundle;
import dev.vigil.stream.DevicePicture;
import dev.vigil.stream.Frame;
import dev.vigil.stream.PictureSize;
import org.bytedeco.cuda.cudart.CUevent_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.javacpp.Pointer;
import org.jboss.logging.Logger;

/**
 * Which pictures of a batch lie on the device. Each is held by a reference of the engine's own until the run is over:
 * should the run hang, and the frame go back meanwhile, the picture stays where the run still reads it.
 */
final class DevicePlaces implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DevicePlaces.class);

    private final Handles handles = new Handles();
    private final DevicePicture[] pictures;
    private final PictureKernel kernel;
    /** After what FFmpeg's scaler was given until now. */
    private final CUevent_st scaled = new CUevent_st();
    private int used;

    /** For that engine; null where its pictures must be on the host. */
    static DevicePlaces of(ModelBundle bundle, int maxBatch, Gpu gpu, Handles owner) {
        if (bundle.clip().isPresent()) {
            return null;
        }
        try {
            return owner.add(new DevicePlaces(bundle.input(), maxBatch, gpu.capability()));
        } catch (EngineException failed) {
            LOG.warnf("pictures that the GPU decodes come by way of the host: %s", failed.getMessage());
            return null;
        }
    }

    /** @throws EngineException where pictures on the device cannot be taken */
    DevicePlaces(PictureSize size, int maxBatch, String capability) {
        pictures = new DevicePicture[maxBatch];
        try {
            kernel = handles.add(new PictureKernel(capability, size));
            Cuda.check(cudaEventCreateWithFlags(scaled, cudaEventDisableTiming), "no CUDA event");
            handles.onClose(() -> Cuda.check(cudaEventDestroy(scaled), "a CUDA event cannot be ended"));
            for (int i = 0; i < maxBatch; i++) {
                pictures[i] = handles.add(new DevicePicture());
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** That frame's picture is at that place of the batch: on the device, or in the input as ever. */
    void place(int place, Frame frame) {
        DevicePicture there = frame.onDevice();
        if (there == null) {
            pictures[place].drop();
        } else {
            used = Math.max(used, place + 1);
            pictures[place].share(there);
        }
    }

    boolean isOnDevice(int place) {
        return pictures[place].isHeld();
    }

    /**
     * Before the pictures of a run are read: has that stream wait for all that FFmpeg was given until now. FFmpeg
     * works on the default stream, for which our streams do not wait by themselves.
     */
    void awaitScaler(CUstream_st stream) {
        if (used > 0) {
            Cuda.check(cudaEventRecord(scaled), "the GPU's scaler cannot be waited for");
            Cuda.check(cudaStreamWaitEvent(stream, scaled, 0), "the GPU's scaler cannot be waited for");
        }
    }

    /** Begins to write the picture at that place into a lane's input. */
    void start(int place, Pointer rgb, CUstream_st stream) {
        kernel.start(pictures[place], rgb, stream);
    }

    /** The run is over: gives all pictures back. */
    void release() {
        while (used > 0) {
            pictures[--used].drop();
        }
    }

    /** Nothing of it may be running. */
    @Override
    public void close() {
        handles.close();
    }
}
