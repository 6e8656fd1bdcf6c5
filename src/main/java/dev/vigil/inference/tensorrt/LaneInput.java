package dev.vigil.inference.tensorrt;

import static org.bytedeco.cuda.global.cudart.cudaMemcpyAsync;
import static org.bytedeco.cuda.global.cudart.cudaMemcpyHostToDevice;

import org.bytedeco.cuda.cudart.CUstream_st;

/**
 * Brings pictures into a lane's part of the GPU's memory, on the lane's stream: those on the host by copies, as many at
 * once as lie side by side, those on the device by the kernel.
 */
final class LaneInput {

    private final PinnedBuffer host;
    private final DeviceBuffer device;
    private final long frameBytes;
    private final DevicePlaces places;
    private final CUstream_st stream;

    /** @param places null where all pictures are on the host */
    LaneInput(PinnedBuffer host, DeviceBuffer device, long frameBytes, DevicePlaces places, CUstream_st stream) {
        this.host = host;
        this.device = device;
        this.frameBytes = frameBytes;
        this.places = places;
        this.stream = stream;
    }

    /** Begins to bring pictures {@code first} to {@code first + count - 1} of the batch. */
    void start(int first, int count) {
        if (places != null) {
            places.awaitScaler(stream);
        }
        int done = 0;
        while (done < count) {
            int together = 0;
            while (done + together < count && !isOnDevice(first + done + together)) {
                together++;
            }
            if (together > 0) {
                Cuda.check(cudaMemcpyAsync(device.at(done * frameBytes), host.at((first + done) * frameBytes),
                        together * frameBytes, cudaMemcpyHostToDevice, stream), "pictures do not get to the GPU");
                done += together;
            } else {
                places.start(first + done, device.at(done * frameBytes), stream);
                done++;
            }
        }
    }

    private boolean isOnDevice(int place) {
        return places != null && places.isOnDevice(place);
    }
}
