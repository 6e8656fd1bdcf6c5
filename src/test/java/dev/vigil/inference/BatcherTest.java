package dev.vigil.inference;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.stream.Frame;
import dev.vigil.stream.FrameMailbox;
import dev.vigil.stream.PictureSize;
import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatcherTest {

    private static final BatcherLimits PATIENT = new BatcherLimits(4, Duration.ofSeconds(5), Duration.ofMinutes(1));
    private static final BatcherLimits HASTY = new BatcherLimits(4, Duration.ofMillis(5), Duration.ofMinutes(1));

    private final TimeSource time = TimeSource.system();
    private FakeEngine engine = FakeEngine.running(4);
    private Batcher batcher;

    @AfterEach
    void close() {
        engine.permits.release(1_000_000);
        if (batcher != null) {
            batcher.close();
        }
    }

    @Test
    void framesOfManyLanesEndInOneBatchAndEachHandlerSeesItsOwn() {
        batcher = new Batcher(() -> engine, time, PATIENT);
        List<Camera> cameras = cameras(4);
        for (int i = 0; i < 4; i++) {
            cameras.get(i).publish(10 + i);
        }
        for (int i = 0; i < 4; i++) {
            Camera camera = cameras.get(i);
            await().until(() -> camera.seen.size() == 1);
            assertEquals(10 + i, camera.seen.get(0));
            assertEquals(1, camera.lane.inferred());
        }
        assertEquals(1, engine.runs.size());
        assertEquals(1, batcher.batches());
        assertEquals(4, batcher.frames());
    }

    @Test
    void aLonelyFrameDoesNotWaitForOthersForEver() {
        batcher = new Batcher(() -> engine, time, HASTY);
        List<Camera> cameras = cameras(3);
        cameras.get(1).publish(7);
        await().until(() -> cameras.get(1).seen.equals(List.of(7)));
    }

    @Test
    void whileABatchRunsNewerFramesTakeThePlaceOfOlderOnes() {
        engine = new FakeEngine(4);
        batcher = new Batcher(() -> engine, time, HASTY);
        Camera camera = cameras(1).get(0);
        camera.publish(1);
        await().until(() -> engine.runs.size() == 1);
        assertTrue(batcher.busyNanos() > 0);
        camera.publish(2);
        camera.publish(3);
        camera.publish(4);
        engine.permits.release(2);
        await().until(() -> camera.seen.equals(List.of(1, 4)));
        assertEquals(2, camera.mailbox.superseded());
        await().until(() -> batcher.busyNanos() == 0 && batcher.lastBatchNanos() != 0);
    }

    @Test
    void withMoreCamerasThanTheBatchHoldsEveryCameraIsServedEquallyOften() {
        engine = new FakeEngine(2);
        batcher = new Batcher(() -> engine, time, new BatcherLimits(2, Duration.ofMillis(1), Duration.ofMinutes(1)));
        List<Camera> cameras = cameras(5);
        for (int run = 1; run <= 20; run++) {
            // Every camera always has a frame waiting when a batch is gathered.
            for (int i = 0; i < 5; i++) {
                cameras.get(i).publish(i);
            }
            int expected = run;
            await().pollInterval(Duration.ofMillis(2)).until(() -> engine.runs.size() >= expected);
            for (int i = 0; i < 5; i++) {
                cameras.get(i).publish(i);
            }
            engine.permits.release();
        }
        List<Integer> served = engine.runs.stream().flatMap(List::stream).toList();
        long[] turns = IntStream.range(0, 5).mapToLong(camera -> served.stream().filter(i -> i == camera).count())
                .sorted().toArray();
        assertTrue(served.size() >= 20 && turns[4] - turns[0] <= 2, served::toString);
    }

    @Test
    void aCameraInAlarmGoesFirstAndTheOthersStillHaveTheirTurn() {
        engine = new FakeEngine(1);
        batcher = new Batcher(() -> engine, time, new BatcherLimits(1, Duration.ZERO, Duration.ofMinutes(1)));
        List<Camera> cameras = cameras(6);
        cameras.get(5).lane.urgent(true);
        for (int run = 1; run <= 24; run++) {
            for (int i = 0; i < 6; i++) {
                cameras.get(i).publish(i);
            }
            int expected = run;
            await().pollInterval(Duration.ofMillis(2)).until(() -> engine.runs.size() >= expected);
            for (int i = 0; i < 6; i++) {
                cameras.get(i).publish(i);
            }
            engine.permits.release();
        }
        List<Integer> served = engine.runs.stream().flatMap(List::stream).toList();
        long alarmed = served.stream().filter(camera -> camera == 5).count();
        assertTrue(alarmed >= served.size() * 2 / 3 && alarmed <= served.size() * 4 / 5, served::toString);
        assertEquals(Set.of(0, 1, 2, 3, 4, 5), Set.copyOf(served), served::toString);
    }

    @Test
    void aFrameThatIsTooOldIsDroppedCountedAndNotInferred() {
        batcher = new Batcher(() -> engine, time, BatcherLimits.usual());
        Camera camera = cameras(1).get(0);
        camera.publish(1, time.nanos() - TimeUnit.MILLISECONDS.toNanos(501));
        await().until(() -> camera.lane.droppedStale() == 1);
        camera.publish(2);
        await().until(() -> camera.seen.equals(List.of(2)));
        assertEquals(List.of(List.of(2)), engine.runs);
    }

    @Test
    void aCalmCamerasLookMayWaitForItsTurnForSecondsAndNotForEver() {
        batcher = new Batcher(() -> engine, time, BatcherLimits.usual());
        Camera camera = cameras(1).get(0);
        look(camera, 7, 4);
        await().until(() -> camera.seen.equals(List.of(7)));
        look(camera, 8, 6);
        await().until(() -> camera.lane.droppedStale() == 1);
    }

    private void look(Camera camera, int firstByte, int secondsAgo) {
        Frame frame = camera.mailbox.claim();
        frame.pixels().put(0, (byte) firstByte);
        frame.arrivalNanos = time.nanos() - TimeUnit.SECONDS.toNanos(secondsAgo);
        frame.seldom = true;
        camera.mailbox.publish(frame);
    }

    @Test
    void aFrameWhosePacketWasHeldBackIsAsOldAsItHasBeenWanted() {
        batcher = new Batcher(() -> engine, time, BatcherLimits.usual());
        Camera camera = cameras(1).get(0);
        Frame frame = camera.mailbox.claim();
        frame.pixels().put(0, (byte) 7);
        frame.arrivalNanos = time.nanos() - TimeUnit.SECONDS.toNanos(3);
        frame.heldNanos = TimeUnit.SECONDS.toNanos(3);
        camera.mailbox.publish(frame);
        await().until(() -> camera.seen.equals(List.of(7)));
        assertEquals(0, camera.lane.droppedStale());
    }

    @Test
    void framesCarryTheTimesOfTheirBatch() throws InterruptedException {
        batcher = new Batcher(() -> engine, time, HASTY);
        FrameMailbox mailbox = new FrameMailbox(FakeEngine.SIZE);
        CountDownLatch done = new CountDownLatch(1);
        AtomicBoolean ordered = new AtomicBoolean();
        batcher.join(mailbox, (frame, outputs, index) -> {
            ordered.set(frame.arrivalNanos <= frame.batchedNanos && frame.batchedNanos <= frame.inferredNanos);
            done.countDown();
        });
        publish(mailbox, 1, time.nanos());
        assertTrue(done.await(10, TimeUnit.SECONDS));
        assertTrue(ordered.get());
    }

    @Test
    void aHandlerThatThrowsTouchesNoOtherLaneNorItsOwnNextFrame() {
        batcher = new Batcher(() -> engine, time, HASTY);
        AtomicInteger calls = new AtomicInteger();
        FrameMailbox bad = new FrameMailbox(FakeEngine.SIZE);
        Lane badLane = batcher.join(bad, (frame, outputs, index) -> {
            calls.incrementAndGet();
            throw new AssertionError("the handler's own trouble");
        });
        Camera good = cameras(1).get(0);
        for (int i = 1; i <= 10; i++) {
            publish(bad, 1, time.nanos());
            good.publish(i);
            int expected = i;
            await().until(() -> calls.get() == expected && good.seen.size() == expected);
        }
        assertEquals(10, badLane.handlerFailures());
        assertTrue(batcher.isRunning());
    }

    @Test
    void whenTheEngineThrowsTheFramesAreCountedAndTheNextBatchIsTried() {
        engine.failure = new EngineException("out of order");
        batcher = new Batcher(() -> engine, time, HASTY);
        Camera camera = cameras(1).get(0);
        for (int i = 1; i <= 5; i++) {
            camera.publish(i);
            int expected = i;
            await().until(() -> camera.lane.droppedByEngine() == expected);
        }
        assertEquals(5, batcher.failedBatches());
        assertEquals(0, batcher.busyNanos());
        engine.failure = null;
        camera.publish(6);
        await().until(() -> camera.seen.equals(List.of(6)));
    }

    @Test
    void afterLeaveReturnsTheHandlerIsNotCalledAgainEvenForAFrameUnderWay() {
        engine = new FakeEngine(4);
        batcher = new Batcher(() -> engine, time, HASTY);
        List<Camera> cameras = cameras(2);
        cameras.get(0).publish(1);
        await().until(() -> engine.runs.size() == 1);
        cameras.get(0).lane.leave();
        cameras.get(0).publish(2);
        engine.permits.release(10);
        cameras.get(1).publish(3);
        await().until(() -> cameras.get(1).seen.equals(List.of(3)));
        assertEquals(List.of(), cameras.get(0).seen);
        // Its three frames are all back: the one that was under way was released.
        Frame first = cameras.get(0).mailbox.claim();
        Frame second = cameras.get(0).mailbox.claim();
        assertFalse(first == second);
    }

    @Test
    void theListenerHearsOfEveryBatchAndItsFailureHarmsNothing() {
        batcher = new Batcher(() -> engine, time, PATIENT);
        AtomicInteger heard = new AtomicInteger();
        batcher.onBatch((frames, runNanos) -> {
            heard.addAndGet(frames);
            throw new IllegalStateException("metrics are full");
        });
        List<Camera> cameras = cameras(2);
        cameras.forEach(camera -> camera.publish(1));
        await().until(() -> heard.get() == 2);
        cameras.forEach(camera -> camera.publish(2));
        await().until(() -> heard.get() == 4);
        await().until(() -> cameras.get(1).seen.equals(List.of(1, 2)));
        assertEquals(0, batcher.failedBatches());
    }

    @Test
    void closeWaitsForTheRunningBatchAndThenEndsTheThread() throws InterruptedException {
        engine = new FakeEngine(4);
        batcher = new Batcher(() -> engine, time, HASTY);
        Camera camera = cameras(1).get(0);
        camera.publish(1);
        await().until(() -> engine.runs.size() == 1);
        Thread closer = new Thread(batcher::close);
        closer.start();
        closer.join(200);
        assertTrue(closer.isAlive());
        engine.permits.release();
        closer.join(TimeUnit.SECONDS.toMillis(10));
        assertFalse(closer.isAlive());
        assertFalse(batcher.isRunning());
        assertEquals(List.of(1), camera.seen);
        assertTrue(engine.closed && !engine.closedWhileRunning);
    }

    @Test
    void whatDoesNotFitTheModelIsRefusedAtOnce() {
        batcher = new Batcher(() -> engine, time, HASTY);
        FrameMailbox other = new FrameMailbox(new PictureSize(4, 4));
        other.publish(other.claim());
        assertThrows(IllegalArgumentException.class, () -> batcher.join(other, (frame, outputs, index) -> { }));
        FrameMailbox empty = new FrameMailbox(new PictureSize(4, 4));
        batcher.join(empty, (frame, outputs, index) -> { });
        assertEquals(FakeEngine.SIZE, empty.size());
    }

    private List<Camera> cameras(int count) {
        List<Camera> cameras = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cameras.add(new Camera());
        }
        return cameras;
    }

    private static void publish(FrameMailbox mailbox, int firstByte, long arrivalNanos) {
        Frame frame = mailbox.claim();
        frame.pixels().put(0, (byte) firstByte);
        frame.arrivalNanos = arrivalNanos;
        mailbox.publish(frame);
    }

    /** A mailbox with its lane, and what its handler was told. */
    private final class Camera {

        final FrameMailbox mailbox = new FrameMailbox(FakeEngine.SIZE);
        final List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
        final Lane lane = batcher.join(mailbox,
                (frame, outputs, index) -> seen.add((int) outputs.tensor("first").data().get(index)));

        void publish(int firstByte) {
            publish(firstByte, time.nanos());
        }

        void publish(int firstByte, long arrivalNanos) {
            BatcherTest.publish(mailbox, firstByte, arrivalNanos);
        }
    }
}
