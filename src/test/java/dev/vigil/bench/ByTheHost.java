package dev.vigil.bench;

import dev.vigil.inference.Engine;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.Outputs;
import dev.vigil.stream.Frame;
import java.nio.ByteBuffer;

/** An engine that takes no pictures where a GPU's decoder left them, to see what that is worth. */
final class ByTheHost implements Engine {

    private final Engine engine;

    ByTheHost(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public ModelBundle bundle() {
        return engine.bundle();
    }

    @Override
    public int maxBatch() {
        return engine.maxBatch();
    }

    @Override
    public int[] buckets() {
        return engine.buckets();
    }

    @Override
    public ByteBuffer input() {
        return engine.input();
    }

    @Override
    public void place(int place, int slot, boolean anew, Frame frame) {
        engine.place(place, slot, anew, frame);
    }

    @Override
    public void run(int frames) {
        engine.run(frames);
    }

    @Override
    public Outputs outputs() {
        return engine.outputs();
    }

    @Override
    public void close() {
        engine.close();
    }
}
