package dev.vigil.inference;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Where an engine of another model waits, between whoever brings it and the worker that goes on with it. */
final class Succession {

    private static final long LOOK_MILLIS = 100;

    private final AtomicReference<Successor> waiting = new AtomicReference<>();

    /**
     * What is to take over.
     *
     * @param more     opens further engines of the same model
     * @param tookOver once it has
     */
    record Successor(Engine engine, Supplier<Engine> more, CountDownLatch tookOver) {
    }

    /** What waits, or null. */
    Successor next() {
        return waiting.get();
    }

    /** For the worker, who then tells that it took over. False where it was taken back meanwhile. */
    boolean take(Successor next) {
        return waiting.compareAndSet(next, null);
    }

    /**
     * Brings an engine and waits until it has taken over; one at a time.
     *
     * @param wake    tells the worker
     * @param running whether there is still a worker
     * @return false where there is none any more, or this thread was interrupted; then the engine is closed
     */
    synchronized boolean bring(Engine engine, Supplier<Engine> more, Runnable wake, BooleanSupplier running) {
        Successor next = new Successor(engine, more, new CountDownLatch(1));
        waiting.set(next);
        try {
            boolean done = false;
            while (!done && running.getAsBoolean()) {
                // Again and again: a worker that hung may have been told, and another be at its place.
                wake.run();
                done = next.tookOver().await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (waiting.compareAndSet(next, null)) {
            engine.close();
            return false;
        }
        return true;
    }
}
