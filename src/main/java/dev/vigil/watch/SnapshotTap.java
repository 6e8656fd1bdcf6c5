package dev.vigil.watch;

import dev.vigil.detection.Assessment;
import dev.vigil.detection.Detector;
import dev.vigil.stream.Frame;
import dev.vigil.stream.PictureLostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** Copies a camera's next frame when somebody asked for it, and does nothing otherwise. */
final class SnapshotTap {

    private final AtomicReference<CompletableFuture<Snapshot>> asked = new AtomicReference<>();

    /** All who ask before the next frame share it. */
    CompletableFuture<Snapshot> next() {
        return asked.updateAndGet(before -> before == null ? new CompletableFuture<>() : before);
    }

    /** For the thread that assesses: this frame was assessed just now. */
    void offer(Frame frame, Detector detector, Assessment assessment) {
        CompletableFuture<Snapshot> waiting = asked.get() == null ? null : asked.getAndSet(null);
        if (waiting != null) {
            try {
                Snapshot copy = Snapshot.of(frame, detector.people(), assessment);
                // What is done with it must not be done on this thread.
                waiting.completeAsync(() -> copy);
            } catch (PictureLostException lost) {
                waiting.completeExceptionally(lost);
            }
        }
    }
}
