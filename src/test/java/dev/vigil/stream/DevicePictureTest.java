package dev.vigil.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Frames hold pictures on a device exactly as long as they are out. Here the device's memory is the host's. */
class DevicePictureTest {

    private static final PictureSize SIZE = new PictureSize(64, 36);
    private static final int ROUNDS = 20_000;
    private static final long MOST_GROWTH = 16L << 20;

    private final FrameMailbox mailbox = new FrameMailbox(SIZE);
    private final Nv12Picture picture = new Nv12Picture(64, 36, 64, 1, false, 40);

    @AfterEach
    void nobodyRefersToItAnyMore() {
        mailbox.close();
        assertEquals(0, picture.references());
        picture.close();
    }

    @Test
    void aFrameGivesItsPictureBackWhenItIsReadAndWhenANewerOneComes() {
        Frame first = publish();
        assertEquals(1, picture.references());
        publish();
        publish();
        assertEquals(1, picture.references(), "the newest one alone");
        Frame read = mailbox.take();
        publish();
        assertEquals(2, picture.references());
        assertNotNull(read.onDevice());
        mailbox.release(read);
        assertNull(read.onDevice());
        assertEquals(1, picture.references());
        mailbox.release(mailbox.take());
        assertEquals(0, picture.references());
        assertNull(first.onDevice());
    }

    @Test
    void whileTheReaderHoldsOneTheWriterTakesTheWaitingOneEmpty() {
        publish();
        Frame read = mailbox.take();
        publish();
        Frame written = mailbox.claim();
        assertEquals(2, picture.references(), "one read, one waiting");
        Frame stolen = mailbox.claim();
        assertNull(stolen.onDevice());
        assertEquals(1, picture.references(), "one read");
        mailbox.release(stolen);
        mailbox.release(written);
        mailbox.release(read);
    }

    @Test
    void aClosedMailboxGivesBackWhatWaitsAtOnceAndWhatIsReadLater() {
        publish();
        Frame read = mailbox.take();
        publish();
        mailbox.close();
        assertEquals(1, picture.references());
        assertNull(mailbox.take());
        mailbox.close();
        mailbox.release(read);
        assertEquals(0, picture.references());
    }

    @Test
    void restAndAnotherSizeLetGoOfFramesThatLieIdle() {
        publish();
        Frame read = mailbox.take();
        publish();
        mailbox.release(read);
        mailbox.rest();
        assertFalse(mailbox.resize(new PictureSize(8, 8)), "a picture waits");
        mailbox.release(mailbox.take());
        assertTrue(mailbox.resize(new PictureSize(8, 8)));
        assertEquals(new PictureSize(8, 8), mailbox.claim().size());
    }

    @Test
    void whoeverAsksForPixelsGetsThoseOfTheHost() {
        Frame frame = picture.onDevice(SIZE);
        assertEquals(64, frame.pictureWidth);
        assertEquals(36, frame.pictureHeight);
        ByteBuffer wanted = picture.onHost(SIZE).pixels();
        assertEquals(wanted, frame.pixels());
        frame.pixels().put(0, (byte) ~wanted.get(0));
        assertEquals((byte) ~wanted.get(0), frame.pixels().get(0), "it is brought once");
        Nv12Picture.drop(frame);
    }

    @Test
    void aMarginIsBlackWhateverLayThereBefore() throws StreamFault {
        Frame frame = picture.onHost(SIZE);
        try (Nv12Picture narrow = new Nv12Picture(20, 36, 64, 1, false, 0);
                PictureScaler scaler = new PictureScaler(SIZE)) {
            narrow.holdIn(frame);
            assertEquals(20, frame.pictureWidth);
            Pixels.assertBlackOutside(frame, 20, 36);
            picture.holdIn(frame);
            frame.drop();
            narrow.scaleInto(frame, scaler);
            Pixels.assertBlackOutside(frame, 20, 36);
        }
        Nv12Picture.drop(frame);
    }

    @Test
    void inManyRoundsOfWriterAndReaderNothingIsLostOrKept() throws InterruptedException {
        rounds();
        long before = Pointer.physicalBytes();
        for (int i = 0; i < 4; i++) {
            rounds();
        }
        assertTrue(Pointer.physicalBytes() - before < MOST_GROWTH);
        assertEquals(0, picture.references());
    }

    /** One thread writes, another reads and has an engine hold what it reads, as in the service. */
    private void rounds() throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        Thread reader = new Thread(() -> {
            try (DevicePicture engine = new DevicePicture()) {
                while (!done.get()) {
                    Frame frame = mailbox.take();
                    if (frame != null) {
                        engine.share(frame.onDevice());
                        mailbox.release(frame);
                        engine.drop();
                    }
                }
            }
        });
        reader.start();
        for (int i = 0; i < ROUNDS; i++) {
            publish();
            if (i % 1000 == 0) {
                mailbox.rest();
            }
        }
        done.set(true);
        reader.join();
        Frame last = mailbox.take();
        if (last != null) {
            mailbox.release(last);
        }
    }

    private Frame publish() {
        Frame frame = mailbox.claim();
        picture.holdIn(frame);
        mailbox.publish(frame);
        return frame;
    }
}
