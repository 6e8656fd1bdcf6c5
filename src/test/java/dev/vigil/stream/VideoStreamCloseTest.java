package dev.vigil.stream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.stream.TestRtspServer.Behaviour;
import dev.vigil.stream.VideoSource.Transport;
import dev.vigil.time.TimeSource;
import java.io.File;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Closing is quick whatever the stream is at, and leaves nothing behind. */
class VideoStreamCloseTest {

    private static final TestVideo VIDEO = TestVideo.encode(320, 180, 20);

    @Test
    void itIsQuickWhilePicturesComeAndTheCameraIsToldToEndItsSession() {
        try (TestRtspServer camera = new TestRtspServer(VIDEO)) {
            Watched watched = new Watched(camera.source(Transport.TCP), 1);
            assertClosesQuickly(watched, () -> watched.counters().decoded() > 3);
            await().atMost(5, SECONDS).until(() -> camera.teardowns.get() == 1);
        }
    }

    @Test
    void itIsQuickWhileConnecting() {
        try (TestRtspServer camera = new TestRtspServer(VIDEO)) {
            camera.behaviour = Behaviour.HANG_IN_DESCRIBE;
            Watched watched = new Watched(camera.source(Transport.TCP), 1);
            assertClosesQuickly(watched, () -> camera.connections.get() == 1);
            assertTrue(watched.witness.events.isEmpty(), watched.witness.events::toString);
        }
    }

    @Test
    void itIsQuickWhileStalled() {
        try (TestRtspServer camera = new TestRtspServer(VIDEO)) {
            Watched watched = new Watched(camera.source(Transport.TCP), 1);
            await().atMost(10, SECONDS).until(() -> watched.counters().decoded() > 3);
            camera.behaviour = Behaviour.HANG_MID_FRAME;
            assertClosesQuickly(watched, () -> camera.behaviour == Behaviour.SILENT);
        }
    }

    @Test
    void itIsQuickWhileBlindAndWaiting() {
        TestRtspServer camera = new TestRtspServer(VIDEO);
        camera.close();
        Watched watched = new Watched(camera.source(Transport.TCP), 1, Duration.ofMinutes(1));
        assertClosesQuickly(watched, () -> !watched.witness.events.isEmpty());
    }

    @Test
    void aStreamThatIsClosedUnstartedOrTwiceIsNoTrouble() {
        VideoStream stream = new VideoStream("gate", VideoSource.rtsp("rtsp://127.0.0.1:1/", Transport.TCP),
                StreamSettings.defaults(1), new FrameMailbox(Watched.SIZE), new Witness(), TimeSource.system());
        stream.close();
        stream.close();
        stream.start();
        assertFalse(stream.counters().connected());
        assertEquals(0, stream.counters().blindNanos());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void fiftyOpensAndClosesLeaveNoDescriptorAndNoThread() {
        try (TestRtspServer camera = new TestRtspServer(VIDEO)) {
            camera.framesPerSecond = 100;
            openAndClose(camera, 5);
            int descriptors = descriptors();
            openAndClose(camera, 50);
            await().atMost(5, SECONDS).until(() -> descriptors() <= descriptors + 5);
            assertEquals(0, streamThreads());
        }
    }

    private static void openAndClose(TestRtspServer camera, int times) {
        for (int i = 0; i < times; i++) {
            try (Watched watched = new Watched(camera.source(i % 2 == 0 ? Transport.TCP : Transport.UDP), 1)) {
                await().pollInterval(Duration.ofMillis(5)).atMost(10, SECONDS)
                        .until(() -> watched.counters().published() > 0);
            }
        }
    }

    private static int descriptors() {
        return new File("/proc/self/fd").list().length;
    }

    private static long streamThreads() {
        return Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().equals("stream-gate")).count();
    }

    private static void assertClosesQuickly(Watched watched, BooleanSupplier when) {
        await().atMost(10, SECONDS).until(when::getAsBoolean);
        long begun = System.nanoTime();
        watched.close();
        long took = (System.nanoTime() - begun) / 1_000_000;
        assertTrue(took < 1000, took + " ms");
        assertEquals(0, streamThreads());
        assertFalse(watched.counters().connected());
    }
}
