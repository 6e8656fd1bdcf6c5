package dev.vigil.inference;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.stream.Frame;
import dev.vigil.stream.FrameMailbox;
import dev.vigil.stream.PictureSize;
import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Another model takes over while frames come in. */
class BatcherExchangeTest {

    private static final PictureSize LARGER = new PictureSize(4, 4);

    private final FakeEngine first = FakeEngine.running(2);
    private final Batcher batcher = new Batcher(() -> first, TimeSource.system(),
            new BatcherLimits(2, Duration.ofMillis(1), Duration.ofMinutes(1)));
    private final List<Camera> cameras = new ArrayList<>();

    @AfterEach
    void close() {
        batcher.close();
    }

    /** A camera, what was seen of it and by which model. */
    private final class Camera {

        final FrameMailbox mailbox = new FrameMailbox(FakeEngine.SIZE);
        final List<Integer> seen = new CopyOnWriteArrayList<>();
        final List<ModelBundle> by = new CopyOnWriteArrayList<>();
        final Lane lane = batcher.join(mailbox, (frame, outputs, index) -> {
            seen.add((int) outputs.tensor("first").data().get(index));
            by.add(outputs.model());
        });

        void publish(int number) {
            Frame frame = mailbox.claim();
            frame.pixels().put(0, (byte) number);
            frame.arrivalNanos = System.nanoTime();
            mailbox.publish(frame);
        }
    }

    private CompletableFuture<Boolean> exchange(Engine next) {
        return CompletableFuture.supplyAsync(() -> batcher.exchange(next, () -> FakeEngine.running(2)));
    }

    @Test
    void everyFrameIsSeenByTheOneModelOrTheOtherAlsoWhereTheirSizesDiffer() throws Exception {
        for (PictureSize size : List.of(FakeEngine.SIZE, LARGER, FakeEngine.SIZE)) {
            cameras.clear();
            for (int i = 0; i < 3; i++) {
                cameras.add(new Camera());
            }
            FakeEngine next = new FakeEngine(2, size);
            next.permits.release(1_000_000);
            ModelBundle before = batcher.bundle();
            CompletableFuture<Boolean> exchanged = null;
            for (int number = 1; number <= 100; number++) {
                for (Camera camera : cameras) {
                    camera.publish(number);
                }
                if (number == 50) {
                    exchanged = exchange(next);
                }
                int expected = number;
                await().pollInterval(Duration.ofMillis(1))
                        .until(() -> cameras.stream().allMatch(camera -> camera.seen.size() == expected));
            }
            assertTrue(exchanged.get(10, TimeUnit.SECONDS));
            assertSame(next.bundle(), batcher.bundle());
            for (Camera camera : cameras) {
                for (int number = 1; number <= 100; number++) {
                    assertEquals(number, camera.seen.get(number - 1));
                }
                assertSame(before, camera.by.get(0));
                assertSame(next.bundle(), camera.by.get(99));
                assertEquals(0, camera.mailbox.superseded());
                assertEquals(size, camera.mailbox.size());
                camera.lane.leave();
            }
        }
        assertTrue(first.closed && !first.closedWhileRunning);
        assertEquals(0, batcher.failedBatches());
    }

    @Test
    void aFrameThatWaitsForTheOldModelIsStillSeenByIt() throws Exception {
        FakeEngine slow = new FakeEngine(2);
        exchange(slow).get(10, TimeUnit.SECONDS);
        Camera camera = new Camera();
        camera.publish(1);
        await().until(() -> slow.running);
        camera.publish(2);
        FakeEngine next = new FakeEngine(2, LARGER);
        next.permits.release(1_000_000);
        CompletableFuture<Boolean> exchanged = exchange(next);
        slow.permits.release(2);
        assertTrue(exchanged.get(10, TimeUnit.SECONDS));
        assertEquals(List.of(1, 2), camera.seen);
        camera.publish(3);
        await().until(() -> camera.seen.equals(List.of(1, 2, 3)));
        assertEquals(List.of(slow.bundle(), slow.bundle(), next.bundle()), camera.by);
        assertEquals(LARGER, camera.mailbox.size());
    }

    @Test
    void theNewEngineIsToldThatItKnowsNoCamerasPast() throws Exception {
        FakeEngine next = FakeEngine.running(2);
        cameras.add(new Camera());
        cameras.add(new Camera());
        for (int number = 1; number <= 4; number++) {
            for (Camera camera : cameras) {
                camera.publish(number);
                int seen = number;
                await().until(() -> camera.seen.size() == seen);
            }
            if (number == 2) {
                assertTrue(exchange(next).get(10, TimeUnit.SECONDS));
            }
        }
        assertEquals(List.of(0, 1), first.anew);
        assertEquals(List.of(0, 1), next.anew);
    }

    @Test
    void aCameraThatIsReadyFirstIsServedAfterTheExchangeThoughOthersKeepItWaiting() throws Exception {
        Camera ready = new Camera();
        Camera writing = new Camera();
        Frame unfinished = writing.mailbox.claim();
        FakeEngine next = new FakeEngine(2, LARGER);
        next.permits.release(1_000_000);
        CompletableFuture<Boolean> exchanged = exchange(next);
        await().until(() -> ready.mailbox.size().equals(LARGER));
        ready.publish(1);
        Thread.sleep(50);
        assertEquals(List.of(), ready.seen);
        assertFalse(exchanged.isDone());
        unfinished.pixels().put(0, (byte) 2);
        unfinished.arrivalNanos = System.nanoTime();
        writing.mailbox.publish(unfinished);
        assertTrue(exchanged.get(10, TimeUnit.SECONDS));
        await().until(() -> ready.seen.equals(List.of(1)) && writing.seen.equals(List.of(2)));
        assertSame(next.bundle(), ready.by.get(0));
        assertSame(first.bundle(), writing.by.get(0));
    }

    @Test
    void whenTheNewEngineHangsAFreshOneOfTheNewModelGoesOn() throws Exception {
        FakeEngine next = new FakeEngine(2);
        exchange(next).get(10, TimeUnit.SECONDS);
        Camera camera = new Camera();
        camera.publish(1);
        await().until(() -> next.running);
        assertTrue(batcher.replaceEngine());
        camera.publish(2);
        await().until(() -> camera.seen.equals(List.of(2)));
        assertNotSame(first.bundle(), camera.by.get(0));
        next.permits.release(1);
        await().until(() -> next.closed);
    }

    @Test
    void anEngineOfSmallerBatchesTakesOverToo() throws Exception {
        FakeEngine small = FakeEngine.running(1);
        exchange(small).get(10, TimeUnit.SECONDS);
        Camera one = new Camera();
        Camera other = new Camera();
        for (int number = 1; number <= 20; number++) {
            one.publish(number);
            other.publish(number);
        }
        await().until(() -> one.seen.contains(20) && other.seen.contains(20));
        assertTrue(small.runs.stream().allMatch(run -> run.size() == 1), small.runs::toString);
    }

    @Test
    void whatCannotTakeOverIsClosed() throws Exception {
        batcher.close();
        FakeEngine late = FakeEngine.running(2);
        assertFalse(exchange(late).get(10, TimeUnit.SECONDS));
        assertTrue(late.closed);
    }
}
