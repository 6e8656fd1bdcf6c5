package dev.vigil.stream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes out of a stream while the camera behaves. */
class VideoStreamPicturesTest {

    private static final TestVideo WIDE = TestVideo.encode(640, 360, 20);
    private static final TestVideo SQUARE = TestVideo.encode(320, 320, 20);

    @ParameterizedTest
    @EnumSource(value = VideoSource.Transport.class, names = {"TCP", "UDP"})
    void aPictureArrivesInItsColoursAtTheTopLeftAndTheRestIsBlack(VideoSource.Transport transport) {
        try (TestRtspServer camera = new TestRtspServer(WIDE);
             Watched watched = new Watched(camera.source(transport), 1)) {
            take(watched, frame -> {
                assertEquals(448, frame.pictureWidth);
                assertEquals(252, frame.pictureHeight);
                Pixels.assertRgb(frame, 112, 80, 255, 0, 0);
                Pixels.assertRgb(frame, 336, 80, 0, 255, 0);
                Pixels.assertRgb(frame, 112, 190, 0, 0, 255);
                Pixels.assertRgb(frame, 336, 190, 255, 255, 255);
                Pixels.assertRgb(frame, 440, 250, 255, 255, 255);
                Pixels.assertBlackOutside(frame, 448, 252);
            });
            assertEquals("h264", watched.witness.connected.codec());
            assertEquals(new PictureSize(640, 360), watched.witness.connected.size());
            assertEquals(25, watched.witness.connected.framesPerSecond());
            assertEquals(List.of("connected"), watched.witness.events);
            assertTrue(watched.counters().connected());
        }
    }

    @Test
    void everyNthDecodedPictureGoesOnAndIsNumberedAmongAll() {
        try (TestRtspServer camera = new TestRtspServer(WIDE);
             Watched watched = new Watched(camera.source(VideoSource.Transport.TCP), 3)) {
            List<Long> numbers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                take(watched, frame -> numbers.add(frame.sequence));
            }
            assertTrue(numbers.stream().allMatch(number -> number % 3 == 0), numbers::toString);
            watched.stop();
            StreamCounters counters = watched.counters();
            assertEquals(counters.decoded() / 3, counters.published());
            assertTrue(counters.packets() >= counters.decoded());
            assertEquals(0, counters.decodeErrors());
        }
    }

    @Test
    void aReaderThatIsSlowFindsTheNewestPictureOnly() {
        try (TestRtspServer camera = new TestRtspServer(WIDE);
             Watched watched = new Watched(camera.source(VideoSource.Transport.TCP), 1)) {
            await().atMost(10, SECONDS).until(() -> watched.counters().published() >= 20);
            watched.stop();
            Frame frame = watched.mailbox.take();
            assertEquals(watched.counters().decoded(), frame.sequence);
            assertEquals(watched.counters().published() - 1, watched.mailbox.superseded());
        }
    }

    @Test
    void theStampsFollowOneAnother() {
        try (TestRtspServer camera = new TestRtspServer(WIDE);
             Watched watched = new Watched(camera.source(VideoSource.Transport.TCP), 1)) {
            long before = System.nanoTime();
            take(watched, frame -> { });
            take(watched, frame -> {
                assertTrue(frame.arrivalNanos - before > 0);
                assertTrue(frame.decodedNanos - frame.arrivalNanos > 0);
                assertTrue(System.nanoTime() - frame.decodedNanos > 0);
                assertTrue(watched.counters().lastPictureNanos() - frame.arrivalNanos >= 0);
            });
        }
    }

    @Test
    void aChangeOfResolutionInMidStreamIsFollowedWithoutReconnecting() {
        try (TestRtspServer camera = new TestRtspServer(WIDE, SQUARE);
             Watched watched = new Watched(camera.source(VideoSource.Transport.TCP), 1)) {
            awaitShape(watched, 448, 252);
            awaitShape(watched, 256, 256);
            awaitShape(watched, 448, 252);
            assertEquals(1, camera.connections.get());
            assertEquals(List.of("connected"), watched.witness.events);
        }
    }

    @Test
    void damagedPicturesAreCountedAndKeptBack() {
        try (TestRtspServer camera = new TestRtspServer(TestVideo.encode(1280, 720, 20))) {
            camera.behaviour = TestRtspServer.Behaviour.LOSSY;
            try (Watched watched = new Watched(camera.source(VideoSource.Transport.TCP), 1)) {
                await().atMost(15, SECONDS).until(() -> watched.counters().decodeErrors() >= 3
                        && watched.counters().published() >= 3);
                watched.stop();
                assertEquals(watched.counters().decoded(), watched.counters().published());
            }
        }
    }

    private static void awaitShape(Watched watched, int width, int height) {
        await().atMost(10, SECONDS).until(() -> {
            boolean[] seen = {false};
            take(watched, frame -> {
                if (frame.pictureWidth == width) {
                    seen[0] = true;
                    assertEquals(height, frame.pictureHeight);
                    Pixels.assertRgb(frame, width / 4, height / 4, 255, 0, 0);
                    Pixels.assertBlackOutside(frame, width, height);
                }
            });
            return seen[0];
        });
    }

    private static void take(Watched watched, Consumer<Frame> look) {
        await().atMost(10, SECONDS).until(() -> watched.mailbox.waitingSince() != Long.MAX_VALUE);
        Frame frame = watched.mailbox.take();
        try {
            look.accept(frame);
        } finally {
            watched.mailbox.release(frame);
        }
    }
}
