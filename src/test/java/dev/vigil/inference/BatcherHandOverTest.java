package dev.vigil.inference;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.stream.Frame;
import dev.vigil.stream.FrameMailbox;
import dev.vigil.stream.Nv12Picture;
import dev.vigil.stream.PictureSize;
import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pictures that lie on a device reach an engine that takes them there, and other engines by way of the host. */
class BatcherHandOverTest {

    private static final PictureSize SIZE = new PictureSize(64, 36);
    private static final int UNTOUCHED = 99;

    private final Nv12Picture picture = new Nv12Picture(64, 36, 64, 1, false, 40);
    private final int pixel = picture.onHost(SIZE).pixels().get(0);
    private final List<FakeEngine> engines = new CopyOnWriteArrayList<>();
    private final List<Integer> seen = new CopyOnWriteArrayList<>();
    private final FrameMailbox mailbox = new FrameMailbox(SIZE);
    private Batcher batcher;
    private Lane lane;

    /** The first engine takes pictures on a device; those that follow when it fails do not. */
    private Engine open() {
        FakeEngine engine = new FakeEngine(1, SIZE);
        engine.onDevice = engines.isEmpty() ? new CopyOnWriteArrayList<>() : null;
        engine.input().put(0, (byte) UNTOUCHED);
        engines.add(engine);
        return engine;
    }

    @BeforeEach
    void join() {
        batcher = new Batcher(this::open, TimeSource.system(),
                new BatcherLimits(1, Duration.ofMillis(1), Duration.ofMinutes(1)));
        lane = batcher.join(mailbox,
                (frame, outputs, index) -> seen.add((int) outputs.tensor("first").data().get(index)));
        await().until(mailbox::takesDevicePictures);
    }

    @AfterEach
    void nobodyRefersToThePictureAnyMore() {
        engines.forEach(engine -> engine.permits.release(1_000_000));
        lane.leave();
        batcher.close();
        mailbox.close();
        await().until(() -> picture.references() == 0);
        picture.close();
    }

    @Test
    void anEngineThatTakesThemIsToldOfThemAndNothingIsCopied() {
        engines.get(0).permits.release(1_000_000);
        publish(true);
        await().until(() -> seen.equals(List.of(UNTOUCHED)));
        publish(false);
        await().until(() -> seen.equals(List.of(UNTOUCHED, 7)));
        assertEquals(List.of(true, false), engines.get(0).onDevice);
    }

    @Test
    void anotherModelsEngineThatDoesNotGetsTheirPixels() throws Exception {
        hang();
        publish(true);
        FakeEngine next = new FakeEngine(1, SIZE);
        next.permits.release(1_000_000);
        engines.get(0).permits.release(1);
        // The picture that waits was published for the engine before; one of the two sees it.
        Thread exchange = new Thread(() -> batcher.exchange(next, () -> next));
        exchange.start();
        exchange.join(TimeUnit.SECONDS.toMillis(10));
        engines.get(0).permits.release(1);
        await().until(() -> seen.size() == 2);
        await().until(() -> !mailbox.takesDevicePictures());
        publish(true);
        await().until(() -> seen.size() == 3);
        assertEquals(pixel, seen.get(2), "it was brought to the host");
        assertEquals(0, lane.droppedByEngine());
    }

    @Test
    void whatWaitsOnAGpuThatHangsIsNotAskedForButCounted() {
        hang();
        publish(true);
        assertTrue(batcher.replaceEngine());
        await().until(() -> engines.size() == 2 && lane.droppedByEngine() == 2);
        assertTrue(!mailbox.takesDevicePictures());
        assertEquals(0, picture.references(), "neither the one under way nor the one that waited");
        engines.get(1).permits.release(1_000_000);
        publish(false);
        await().until(() -> seen.equals(List.of(7)));
    }

    private void hang() {
        publish(true);
        await().until(() -> engines.get(0).running && batcher.busyNanos() > 0);
    }

    private void publish(boolean onDevice) {
        Frame frame = mailbox.claim();
        if (onDevice) {
            picture.holdIn(frame);
        } else {
            frame.pixels().put(0, (byte) 7);
        }
        frame.arrivalNanos = System.nanoTime();
        mailbox.publish(frame);
    }
}
