package dev.vigil.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.stream.Frame;
import dev.vigil.stream.FrameMailbox;
import dev.vigil.stream.PictureSize;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** Which pictures of a camera make a clip. Pictures are numbered by their first byte, times are milliseconds. */
class ClipFeedTest {

    private static final PictureSize SIZE = new PictureSize(2, 2);
    private static final long MILLI = 1_000_000L;

    private final FrameMailbox mailbox = new FrameMailbox(SIZE);
    private final AtomicInteger wakes = new AtomicInteger();
    private final LongAdder given = new LongAdder();

    private ClipFeed timed(int frames, long strideMillis, int hop) {
        return new ClipFeed(new Clip(frames, strideMillis * MILLI, 0, hop), mailbox, wakes::incrementAndGet, given);
    }

    private void publish(int number, long millis) {
        Frame frame = mailbox.claim();
        frame.pixels().put(0, (byte) number);
        frame.pixels().put(SIZE.rgbBytes() - 1, (byte) -number);
        frame.arrivalNanos = millis * MILLI;
        frame.sequence = number;
        mailbox.publish(frame);
    }

    /** The clip that waits, by the numbers of its pictures; null where none does. */
    private static List<Integer> clip(ClipFeed feed, int frames) {
        Frame newest = feed.take();
        if (newest == null) {
            return null;
        }
        ByteBuffer input = ByteBuffer.allocateDirect(SIZE.rgbBytes() * (frames + 1));
        feed.copy(newest, input, SIZE.rgbBytes());
        List<Integer> numbers = new ArrayList<>();
        for (int i = 1; i <= frames; i++) {
            int number = input.get(i * SIZE.rgbBytes());
            assertEquals(-number, input.get((i + 1) * SIZE.rgbBytes() - 1), "a whole picture");
            numbers.add(number);
        }
        assertEquals(numbers.get(frames - 1), (int) newest.sequence);
        assertEquals((int) newest.sequence, newest.pixels().get(0));
        feed.release(newest);
        return numbers;
    }

    @Test
    void aClipWaitsOnceTheWindowIsFullAndThenAfterEveryHop() {
        ClipFeed feed = timed(4, 100, 2);
        for (int i = 0; i < 3; i++) {
            publish(i, 1000 + 100 * i);
            assertNull(clip(feed, 4));
        }
        assertEquals(0, wakes.get());
        publish(3, 1300);
        assertEquals(1, wakes.get());
        assertEquals(1300 * MILLI, feed.waitingSince());
        assertEquals(List.of(0, 1, 2, 3), clip(feed, 4));
        publish(4, 1400);
        assertNull(clip(feed, 4));
        publish(5, 1500);
        assertEquals(List.of(2, 3, 4, 5), clip(feed, 4));
        feed.close();
    }

    @Test
    void ofFasterPicturesThoseAStrideApartAreTakenInSpiteOfJitterAndWithoutDrift() {
        ClipFeed feed = timed(10, 200, 1);
        List<Integer> clip = null;
        int[] jitter = {0, 9, -12, 4, 15, -7};
        // 15 a second: every third picture is one of five a second.
        for (int i = 0; i < 30; i++) {
            publish(i, Math.round(1000 + i * 1000 / 15.0) + jitter[i % jitter.length]);
            List<Integer> next = clip(feed, 10);
            clip = next == null ? clip : next;
        }
        assertEquals(List.of(0, 3, 6, 9, 12, 15, 18, 21, 24, 27), clip);
        feed.close();
    }

    @Test
    void whereRatesDoNotFitTheClipIsAsLongAsItShouldBe() {
        ClipFeed feed = timed(10, 200, 1);
        List<Integer> clip = null;
        // 12.5 a second: pictures 80 ms apart.
        for (int i = 0; i < 60 && clip == null; i++) {
            publish(i, 1000 + 80L * i);
            clip = clip(feed, 10);
        }
        assertEquals(0, clip.get(0));
        assertEquals(1800, 80.0 * clip.get(9), 80, "nine strides");
        feed.close();
    }

    @Test
    void ofSlowerPicturesTheLastOneStandsInForTheMissingOnes() {
        ClipFeed feed = timed(6, 100, 1);
        publish(1, 1000);
        publish(2, 1300);
        publish(3, 1600);
        assertEquals(List.of(1, 1, 2, 2, 2, 3), clip(feed, 6));
        feed.close();
    }

    @Test
    void afterAGapTheWindowBeginsAnew() {
        ClipFeed feed = timed(3, 100, 1);
        publish(1, 1000);
        publish(2, 1100);
        publish(3, 2200);
        assertNull(clip(feed, 3));
        publish(4, 2300);
        publish(5, 2400);
        assertEquals(List.of(3, 4, 5), clip(feed, 3));
        feed.close();
    }

    @Test
    void aStrideInSamplesCountsPictures() {
        ClipFeed feed = new ClipFeed(new Clip(3, 0, 2, 1), mailbox, wakes::incrementAndGet, given);
        for (int i = 0; i < 5; i++) {
            publish(i, 1000 + 330L * i);
        }
        assertEquals(List.of(0, 2, 4), clip(feed, 3));
        feed.close();
    }

    @Test
    void whileAClipIsInferredPicturesAreStillGathered() {
        ClipFeed feed = timed(3, 100, 1);
        for (int i = 0; i < 3; i++) {
            publish(i, 1000 + 100L * i);
        }
        Frame taken = feed.take();
        for (int i = 3; i < 9; i++) {
            publish(i, 1000 + 100L * i);
            assertEquals(Long.MAX_VALUE, feed.waitingSince(), "one clip of a camera at a time");
        }
        assertEquals(2, taken.sequence);
        assertEquals(2, taken.pixels().get(0));
        feed.release(taken);
        assertEquals(List.of(6, 7, 8), clip(feed, 3));
        assertEquals(0, mailbox.superseded());
        feed.close();
    }

    @Test
    void clipsThatWereToBeLookedAtAreCountedWhetherTheyWereOrNot() {
        ClipFeed feed = timed(4, 100, 2);
        for (int i = 0; i < 10; i++) {
            publish(i, 1000 + 100L * i);
        }
        // Complete with the fourth picture, then after every second one; nobody took any.
        assertEquals(4, given.sum());
        assertEquals(List.of(6, 7, 8, 9), clip(feed, 4));
        assertEquals(4, given.sum());
        publish(10, 5000);
        assertEquals(4, given.sum(), "after a gap a clip must be whole again");
        feed.close();
    }

    @Test
    void onceClosedItLeavesTheMailboxAloneAndGivesNothing() {
        ClipFeed feed = timed(2, 100, 1);
        publish(1, 1000);
        publish(2, 1100);
        Frame taken = feed.take();
        feed.close();
        publish(3, 1200);
        ByteBuffer input = ByteBuffer.allocateDirect(2 * SIZE.rgbBytes());
        feed.copy(taken, input, 0);
        feed.release(taken);
        assertNull(feed.take());
        assertEquals(3, mailbox.take().pixels().get(0));
        assertTrue(feed.waitingSince() == Long.MAX_VALUE);
    }
}
