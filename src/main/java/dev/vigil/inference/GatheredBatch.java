package dev.vigil.inference;

import dev.vigil.stream.Frame;
import dev.vigil.stream.PictureLostException;
import java.nio.ByteBuffer;

/** The frames of one batch on their way through the engine, and the lanes that they came from. Used again and again. */
final class GatheredBatch {

    private final Engine engine;
    private final ByteBuffer input;
    private final int itemBytes;
    private final boolean takesDevicePictures;
    private final boolean gpuIsTrusted;
    private final Lane[] lanes;
    private final Frame[] frames;
    private int size;

    /** @param gpuIsTrusted whether pictures may be brought from a GPU: one that hangs would hold up all cameras */
    GatheredBatch(Engine engine, int capacity, boolean gpuIsTrusted) {
        this.engine = engine;
        this.takesDevicePictures = engine.takesDevicePictures();
        this.gpuIsTrusted = gpuIsTrusted;
        this.input = engine.input();
        this.itemBytes = engine.bundle().itemBytes();
        this.lanes = new Lane[capacity];
        this.frames = new Frame[capacity];
    }

    int size() {
        return size;
    }

    /**
     * Takes a frame in and copies its pixels, or its clip's, to where the engine reads them, unless it takes them where
     * they lie. One that cannot be had is given back, and counted as lost by the engine.
     */
    void add(Lane lane, Frame frame) {
        if (!brought(lane, frame)) {
            lane.release(frame);
            lane.engineFailed();
            return;
        }
        lanes[size] = lane;
        frames[size] = frame;
        size++;
    }

    private boolean brought(Lane lane, Frame frame) {
        boolean onDevice = frame.onDevice() != null;
        if (onDevice && !takesDevicePictures && !gpuIsTrusted) {
            return false;
        }
        try {
            if (!onDevice || !takesDevicePictures) {
                lane.copy(frame, input, size * itemBytes);
            }
            engine.place(size, lane.slot(), lane.beginsAnew(), frame);
            return true;
        } catch (PictureLostException lost) {
            // The engine may not have been told that the camera begins anew.
            lane.forget();
            return false;
        }
    }

    void stampBatched(long nanos) {
        for (int i = 0; i < size; i++) {
            frames[i].batchedNanos = nanos;
        }
    }

    void deliver(Outputs outputs, long inferredNanos) {
        for (int i = 0; i < size; i++) {
            frames[i].inferredNanos = inferredNanos;
            lanes[i].deliver(frames[i], outputs, i);
        }
    }

    void engineFailed() {
        for (int i = 0; i < size; i++) {
            lanes[i].engineFailed();
        }
    }

    /** Gives every frame back to its mailbox. */
    void clear() {
        while (size > 0) {
            size--;
            lanes[size].release(frames[size]);
            lanes[size] = null;
            frames[size] = null;
        }
    }
}
