package dev.vigil.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FrameMailboxTest {

    private final FrameMailbox mailbox = new FrameMailbox(new PictureSize(4, 2));

    @Test
    void theNewestFrameTakesThePlaceOfTheOneThatWaits() {
        publish(1);
        publish(2);
        publish(3);
        assertEquals(3, mailbox.waitingSince());
        Frame frame = mailbox.take();
        assertEquals(3, frame.arrivalNanos);
        assertNull(mailbox.take());
        assertEquals(Long.MAX_VALUE, mailbox.waitingSince());
        assertEquals(2, mailbox.superseded());
    }

    @Test
    void neverMoreThanThreeFramesCirculateEvenWhileTheReaderHoldsOne() {
        Set<Frame> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        publish(0);
        for (int i = 1; i < 20; i++) {
            Frame read = mailbox.take();
            seen.add(read);
            seen.add(publish(i));
            seen.add(publish(i));
            mailbox.release(read);
        }
        assertEquals(3, seen.size());
    }

    @Test
    void oneThatRestsLeavesItsIdleFramesToOthersAndTakesAsManyAsItNeedsAgain() {
        PictureSize size = new PictureSize(4, 2);
        SpareFrames spare = new SpareFrames();
        FrameMailbox resting = new FrameMailbox(size, spare);
        FrameMailbox other = new FrameMailbox(size, spare);
        Frame out = resting.claim();
        Frame idle = resting.claim();
        resting.release(idle);
        resting.rest();
        assertSame(idle, other.claim());
        resting.release(out);
        assertSame(out, other.claim(), "which was out when the rest began");
        Set<Frame> claimed = Collections.newSetFromMap(new IdentityHashMap<>());
        claimed.addAll(List.of(resting.claim(), resting.claim(), resting.claim(), other.claim(), idle, out));
        assertEquals(6, claimed.size(), "nobody else's");
    }

    @Test
    void spareFramesOfAnotherSizeServeNobody() {
        SpareFrames spare = new SpareFrames();
        FrameMailbox mailbox = new FrameMailbox(new PictureSize(4, 2), spare);
        mailbox.release(mailbox.claim());
        assertTrue(mailbox.resize(new PictureSize(8, 8)));
        assertEquals(new PictureSize(8, 8), mailbox.claim().size());
        assertEquals(new PictureSize(4, 2), new FrameMailbox(new PictureSize(4, 2), spare).claim().size());
    }

    @Test
    void aFrameGivenBackUnusedIsTheNextOneClaimed() {
        Frame frame = mailbox.claim();
        mailbox.release(frame);
        assertSame(frame, mailbox.claim());
    }

    @Test
    void framesThatAreNotGivenBackOrGivenBackTwiceAreNoticed() {
        Frame frame = mailbox.claim();
        mailbox.claim();
        mailbox.claim();
        assertThrows(IllegalStateException.class, mailbox::claim);
        FrameMailbox full = new FrameMailbox(new PictureSize(4, 2));
        assertThrows(IllegalStateException.class, () -> full.release(frame));
    }

    @Test
    void whoeverListensHearsOfEachFrame() {
        int[] heard = {0};
        mailbox.onPublish(() -> heard[0]++);
        publish(1);
        publish(2);
        assertEquals(2, heard[0]);
    }

    @Test
    void theWriterMayWaitForTheReaderButNotForLongerThanItSays() throws InterruptedException {
        assertTrue(mailbox.awaitTaken(0), "nothing waits");
        publish(1);
        assertFalse(mailbox.awaitTaken(20_000_000));
        Thread reader = new Thread(() -> mailbox.release(mailbox.take()));
        reader.start();
        assertTrue(mailbox.awaitTaken(60_000_000_000L));
        reader.join();
    }

    private Frame publish(long arrival) {
        Frame frame = mailbox.claim();
        frame.arrivalNanos = arrival;
        mailbox.publish(frame);
        return frame;
    }
}
