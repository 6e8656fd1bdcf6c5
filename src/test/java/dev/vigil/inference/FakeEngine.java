package dev.vigil.inference;

import dev.vigil.stream.Frame;
import dev.vigil.stream.PictureSize;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** An engine of the test's: 2x2 pictures in, their first byte out, running only when the test lets it. */
final class FakeEngine implements Engine {

    static final PictureSize SIZE = new PictureSize(2, 2);

    /** Each run takes one permit; a test that does not care gives many. */
    final Semaphore permits = new Semaphore(0);
    /** First bytes of the pictures of each run, added when the run starts. */
    final List<List<Integer>> runs = new CopyOnWriteArrayList<>();
    /** Slots of cameras that were given anew, in order. */
    final List<Integer> anew = Collections.synchronizedList(new ArrayList<>());
    /** Whether each picture that was placed lies on a device; null where it takes none from there. */
    volatile List<Boolean> onDevice;
    volatile RuntimeException failure;
    volatile boolean running;
    volatile boolean closed;
    volatile boolean closedWhileRunning;

    private final int maxBatch;
    private final ByteBuffer input;
    private final ModelBundle bundle;
    private final TensorTable outputs;

    FakeEngine(int maxBatch) {
        this(maxBatch, SIZE);
    }

    FakeEngine(int maxBatch, PictureSize size) {
        this.maxBatch = maxBatch;
        this.bundle = new ModelBundle("fake", Path.of("none"), "", size, List.of("first"), Optional.empty());
        this.outputs = new TensorTable(bundle);
        this.input = ByteBuffer.allocateDirect(maxBatch * size.rgbBytes());
        outputs.add(new Tensor("first", 1, 1, 1, FloatBuffer.allocate(maxBatch)));
    }

    static FakeEngine running(int maxBatch) {
        FakeEngine engine = new FakeEngine(maxBatch);
        engine.permits.release(1_000_000);
        return engine;
    }

    @Override
    public String name() {
        return "fake engine";
    }

    @Override
    public ModelBundle bundle() {
        return bundle;
    }

    @Override
    public int maxBatch() {
        return maxBatch;
    }

    @Override
    public ByteBuffer input() {
        return input;
    }

    @Override
    public boolean takesDevicePictures() {
        return onDevice != null;
    }

    @Override
    public void place(int place, int slot, boolean isAnew, Frame frame) {
        if (onDevice != null) {
            onDevice.add(frame.onDevice() != null);
        }
        if (isAnew) {
            anew.add(slot);
        }
    }

    @Override
    public void run(int frames) {
        List<Integer> pictures = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            int first = input.get(i * bundle.itemBytes());
            pictures.add(first);
            outputs.tensor("first").data().put(i, first);
        }
        running = true;
        runs.add(pictures);
        permits.acquireUninterruptibly();
        running = false;
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public Outputs outputs() {
        return outputs;
    }

    @Override
    public void close() {
        closedWhileRunning |= running;
        closed = true;
        permits.release(1_000_000);
    }
}
