package dev.vigil.inference;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.stream.Frame;
import dev.vigil.stream.FrameMailbox;
import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An engine that hangs is left behind, and nothing of it is freed or delivered. */
class BatcherReplacementTest {

    private final List<FakeEngine> engines = new CopyOnWriteArrayList<>();
    private final List<Integer> seen = new CopyOnWriteArrayList<>();
    private final FrameMailbox mailbox = new FrameMailbox(FakeEngine.SIZE);
    private final Batcher batcher = new Batcher(this::open, TimeSource.system(),
            new BatcherLimits(1, Duration.ofMillis(1), Duration.ofMinutes(1)));
    private final Lane lane = batcher.join(mailbox,
            (frame, outputs, index) -> seen.add((int) outputs.tensor("first").data().get(index)));

    /** None of them runs before the test lets it. */
    private Engine open() {
        engines.add(new FakeEngine(1));
        return engines.get(engines.size() - 1);
    }

    @AfterEach
    void close() {
        engines.forEach(engine -> engine.permits.release(1_000_000));
        batcher.close();
    }

    @Test
    void aFreshEngineOfTheSameKindServesTheNextFramesAndTheOldRunsResultsAreDropped() {
        hangWith(1);
        assertTrue(batcher.replaceEngine());
        await().until(() -> engines.size() == 2);
        FakeEngine fresh = engines.get(1);
        fresh.permits.release(1_000_000);
        // All three frames of the mailbox still go round.
        for (int i = 2; i < 12; i++) {
            publish(i);
            int expected = i - 1;
            await().until(() -> seen.size() == expected);
        }
        assertEquals(1, lane.droppedByEngine());
        assertEquals(1, batcher.failedBatches());
        assertEquals(1, batcher.replacements());
        assertFalse(engines.get(0).closed, "memory under a running call");

        engines.get(0).permits.release();
        await().until(() -> engines.get(0).closed);
        assertFalse(engines.get(0).closedWhileRunning);
        assertEquals(List.of(2, 3, 4, 5, 6, 7, 8, 9, 10, 11), seen);
    }

    @Test
    void anEngineThatIsLostForGoodIsReplacedByItself() {
        engines.get(0).failure = new EngineLostException("the device is gone");
        engines.get(0).permits.release(1_000_000);
        publish(1);
        await().until(() -> engines.size() == 2);
        engines.get(1).permits.release(1_000_000);
        publish(2);
        await().until(() -> seen.equals(List.of(2)));
        assertEquals(1, lane.droppedByEngine());
        assertEquals(1, batcher.replacements());
        await().until(() -> engines.get(0).closed);
        assertFalse(engines.get(0).closedWhileRunning);
        assertTrue(batcher.isRunning());
    }

    @Test
    void anEngineThatIsIdleIsNotReplaced() {
        assertFalse(batcher.replaceEngine());
        engines.get(0).permits.release(1_000_000);
        publish(1);
        await().until(() -> seen.equals(List.of(1)) && batcher.busyNanos() == 0);
        assertFalse(batcher.replaceEngine());
        assertEquals(1, engines.size());
    }

    @Test
    void afterThreeReplacementsAnotherHangIsBeyondHelp() {
        for (int i = 1; i <= 3; i++) {
            hangWith(i);
            assertTrue(batcher.replaceEngine());
            int expected = i + 1;
            await().until(() -> engines.size() == expected);
            assertFalse(batcher.isBeyondHelp());
        }
        hangWith(4);
        assertFalse(batcher.replaceEngine());
        assertTrue(batcher.isBeyondHelp());
        assertEquals(3, batcher.replacements());
        assertEquals(4, engines.size());
    }

    @Test
    void closeDoesNotWaitForEnginesLeftBehindNorCloseThem() {
        hangWith(1);
        assertTrue(batcher.replaceEngine());
        await().until(() -> engines.size() == 2 && batcher.busyNanos() == 0);
        long begun = System.nanoTime();
        batcher.close();
        assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(4));
        assertTrue(engines.get(1).closed);
        assertFalse(engines.get(0).closed);
    }

    private void hangWith(int picture) {
        FakeEngine engine = engines.get(engines.size() - 1);
        publish(picture);
        await().until(() -> engine.running && batcher.busyNanos() > 0);
    }

    private void publish(int firstByte) {
        Frame frame = mailbox.claim();
        frame.pixels().put(0, (byte) firstByte);
        frame.arrivalNanos = System.nanoTime();
        mailbox.publish(frame);
    }
}
