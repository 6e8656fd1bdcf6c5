package dev.vigil.watch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.vigil.detection.Assessment;
import dev.vigil.detection.CrimeType;
import dev.vigil.detection.Detector;
import dev.vigil.inference.Outputs;
import dev.vigil.stream.Frame;
import dev.vigil.stream.PictureSize;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    private static final Assessment CALM =
            new Assessment(0, Instant.EPOCH, 0, CrimeType.FIGHTING, "calm", null);

    /** Sees nobody. */
    private static final Detector EMPTY = new ScriptedDetector() {
        @Override
        public Assessment assess(Frame frame, Outputs outputs, int index) {
            return CALM;
        }
    };

    /** 4 x 3 pixels that hold a picture of 2 x 2, each byte its own number. */
    private static Frame frame() {
        Frame frame = new Frame(new PictureSize(4, 3));
        for (int i = 0; i < frame.size().rgbBytes(); i++) {
            frame.pixels().put(i, (byte) i);
        }
        frame.pictureWidth = 2;
        frame.pictureHeight = 2;
        frame.captureMillis = 1000;
        return frame;
    }

    @Test
    void thePictureIsCopiedWithoutItsMargin() {
        SnapshotTap tap = new SnapshotTap();
        CompletableFuture<Snapshot> asked = tap.next();
        tap.offer(frame(), EMPTY, CALM);
        Snapshot seen = asked.join();
        assertArrayEquals(new byte[] {0, 1, 2, 3, 4, 5, 12, 13, 14, 15, 16, 17}, seen.rgb());
        assertEquals(2, seen.width());
        assertEquals(Instant.ofEpochSecond(1), seen.frameTime());
    }

    @Test
    void allWhoAskBeforeAFrameShareItsCopyAndTheNextAskGetsAnother() {
        SnapshotTap tap = new SnapshotTap();
        tap.offer(frame(), EMPTY, CALM);
        CompletableFuture<Snapshot> one = tap.next();
        CompletableFuture<Snapshot> two = tap.next();
        tap.offer(frame(), EMPTY, CALM);
        assertSame(one.join(), two.join());
        CompletableFuture<Snapshot> later = tap.next();
        tap.offer(frame(), EMPTY, CALM);
        assertNotSame(one.join(), later.join());
    }
}
