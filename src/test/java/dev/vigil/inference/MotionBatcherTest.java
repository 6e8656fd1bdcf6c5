package dev.vigil.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vigil.stream.Frame;
import dev.vigil.stream.FrameMailbox;
import dev.vigil.time.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Behind the batcher a camera's past is its own: not of who had its slot, nor of before its stream broke off. */
class MotionBatcherTest {

    private static final long STEP = 200_000_000L;

    private Batcher batcher;
    private long now = System.nanoTime();

    @BeforeEach
    void open() {
        ModelBundle bundle = ModelBundle.load(Path.of("models/movenet-multipose-fp16"));
        batcher = new Batcher(() -> new OnnxEngine(bundle, 2, 2), TimeSource.system(),
                new BatcherLimits(2, Duration.ofMillis(5), Duration.ofHours(1)));
    }

    @AfterEach
    void close() {
        batcher.close();
    }

    @Test
    void samplesAreCountedForEachCameraFromItsOwnBeginning() throws Exception {
        Camera first = new Camera();
        Camera second = new Camera();
        assertEquals(List.of(1, 2, 3), show(3, first, second).get(0));
        assertEquals(List.of(4, 5), show(2, second, first).get(0));
        first.lane.forget();
        List<List<Integer>> counted = show(2, first, second);
        assertEquals(List.of(1, 2), counted.get(0), "after its stream was renewed");
        assertEquals(List.of(6, 7), counted.get(1), "nothing was forgotten of the other");

        first.lane.leave();
        Camera third = new Camera();
        assertEquals(first.lane.slot(), third.lane.slot(), "it gets the slot that was given back");
        counted = show(2, third, second);
        assertEquals(List.of(1, 2), counted.get(0));
        assertEquals(List.of(8, 9), counted.get(1));
    }

    /** Samples in the window after each picture, for each camera. */
    private List<List<Integer>> show(int pictures, Camera... cameras) throws InterruptedException {
        List<List<Integer>> counted = new ArrayList<>();
        for (Camera camera : cameras) {
            counted.add(new ArrayList<>());
        }
        for (int i = 0; i < pictures; i++) {
            now += STEP;
            for (Camera camera : cameras) {
                camera.show(now);
            }
            for (int c = 0; c < cameras.length; c++) {
                counted.get(c).add(cameras[c].samples.poll(1, TimeUnit.MINUTES));
            }
        }
        return counted;
    }

    private final class Camera {

        final BlockingQueue<Integer> samples = new LinkedBlockingQueue<>();
        final FrameMailbox mailbox = new FrameMailbox(batcher.bundle().input());
        final Lane lane = batcher.join(mailbox, (frame, outputs, index) ->
                samples.add((int) outputs.tensor(MotionNetwork.WINDOW).data().get(index * MotionWindows.FACTS)));

        void show(long arrival) {
            Frame frame = mailbox.claim();
            frame.pictureWidth = 448;
            frame.pictureHeight = 252;
            frame.arrivalNanos = arrival;
            mailbox.publish(frame);
        }
    }
}
