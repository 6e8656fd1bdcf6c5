package dev.vigil.inference;

import dev.vigil.stream.Frame;
import java.nio.ByteBuffer;

/** The frames of one batch on their way through the engine, and the lanes that they came from. Used again and again. */
final class GatheredBatch {

    private final Engine engine;
    private final ByteBuffer input;
    private final int itemBytes;
    private final Lane[] lanes;
    private final Frame[] frames;
    private int size;

    GatheredBatch(Engine engine, int capacity) {
        this.engine = engine;
        this.input = engine.input();
        this.itemBytes = engine.bundle().itemBytes();
        this.lanes = new Lane[capacity];
        this.frames = new Frame[capacity];
    }

    int size() {
        return size;
    }

    /** Takes a frame in and copies its pixels, or its clip's, to where the engine reads them. */
    void add(Lane lane, Frame frame) {
        lanes[size] = lane;
        frames[size] = frame;
        lane.copy(frame, input, size * itemBytes);
        engine.place(size, lane.slot(), lane.beginsAnew(), frame);
        size++;
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
