package dev.vigil.stream;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.stream.TestRtspServer.Behaviour;
import dev.vigil.stream.VideoSource.Transport;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a stream says and does when the camera is lost, and when it comes back. */
class VideoStreamLossTest {

    private static final TestVideo VIDEO = TestVideo.encode(640, 360, 20);

    private final TestRtspServer camera = new TestRtspServer(VIDEO);

    @AfterEach
    void stopTheCamera() {
        camera.close();
    }

    static Stream<Arguments> losses() {
        return Stream.of(
                Arguments.of(Transport.TCP, Behaviour.SILENT, BlindCause.STALLED),
                Arguments.of(Transport.UDP, Behaviour.SILENT, BlindCause.STALLED),
                Arguments.of(Transport.TCP, Behaviour.HANG_MID_FRAME, BlindCause.STALLED),
                Arguments.of(Transport.TCP, Behaviour.HANG_UP, BlindCause.ENDED),
                Arguments.of(Transport.TCP, Behaviour.NOISE, BlindCause.BROKEN),
                Arguments.of(Transport.TCP, Behaviour.GARBAGE, BlindCause.STALLED));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void aCameraThatIsLostInMidStreamIsReportedWithItsCauseAndItsReturn(
            Transport transport, Behaviour behaviour, BlindCause cause) {
        try (Watched watched = new Watched(camera.source(transport), 1)) {
            awaitPictures(watched);
            camera.behaviour = behaviour;
            long lost = System.nanoTime();
            await().atMost(10, SECONDS).until(() -> watched.witness.events.size() > 1);
            assertEquals("blind " + cause, watched.witness.events.get(1));
            assertFalse(watched.counters().connected());
            camera.behaviour = Behaviour.PLAY;
            await().atMost(15, SECONDS).until(() -> watched.witness.events.contains("back"));
            Duration atMost = Duration.ofNanos(System.nanoTime() - lost).plusMillis(200);
            assertTrue(watched.witness.blind.compareTo(atMost) < 0, watched.witness.blind::toString);
            assertTrue(watched.counters().blindNanos() >= watched.witness.blind.toNanos());
            assertTrue(watched.counters().reconnects() >= 1);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Behaviour.class, names = {"SILENT", "HANG_MID_FRAME"})
    void aStallIsNoticedWithinItsTimeAndItsBlindTimeBeginsAtTheLastPicture(Behaviour behaviour) {
        try (Watched watched = new Watched(camera.source(Transport.TCP), 1, Duration.ofMinutes(1))) {
            awaitPictures(watched);
            long blindBefore = watched.counters().blindNanos();
            camera.behaviour = behaviour;
            long lost = System.nanoTime();
            await().pollInterval(10, MILLISECONDS).atMost(10, SECONDS)
                    .until(() -> watched.witness.events.contains("blind STALLED"));
            long noticed = System.nanoTime() - lost;
            assertTrue(noticed < Watched.STALL.plusMillis(1200).toNanos(), noticed / 1_000_000 + " ms");
            assertTrue(watched.counters().blindNanos() - blindBefore > Watched.STALL.minusMillis(200).toNanos());
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(Behaviour.NOT_FOUND, BlindCause.NOT_FOUND),
                Arguments.of(Behaviour.HANG_IN_DESCRIBE, BlindCause.UNREACHABLE),
                Arguments.of(Behaviour.SILENT, BlindCause.STALLED),
                Arguments.of(Behaviour.NOISE, BlindCause.BROKEN));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aCameraThatNeverShowsAPictureIsReportedOnceAndTriedAgain(Behaviour behaviour, BlindCause cause) {
        camera.behaviour = behaviour;
        try (Watched watched = new Watched(camera.source(Transport.TCP), 1)) {
            await().atMost(20, SECONDS).until(() -> camera.connections.get() >= 3);
            assertEquals(List.of("blind " + cause), watched.witness.events);
        }
    }

    @Test
    void anAnswerThatIsNotRtspIsSurvived() {
        camera.behaviour = Behaviour.GARBAGE_ANSWER;
        try (Watched watched = new Watched(camera.source(Transport.TCP), 1)) {
            await().atMost(20, SECONDS).until(() -> camera.connections.get() >= 2);
            camera.behaviour = Behaviour.PLAY;
            await().atMost(20, SECONDS).until(() -> watched.counters().connected());
        }
    }

    @Test
    void aCameraThatDiesAndRestartsIsSeenAgainWithItsBlindTimeCounted() throws InterruptedException {
        try (Watched watched = new Watched(camera.source(Transport.TCP), 1)) {
            awaitPictures(watched);
            camera.stop();
            await().atMost(10, SECONDS).until(() -> watched.witness.events.contains("blind UNREACHABLE"));
            Thread.sleep(300);
            camera.start();
            await().atMost(10, SECONDS).until(() -> watched.witness.events.contains("back"));
            long pictures = watched.counters().decoded();
            await().atMost(10, SECONDS).until(() -> watched.counters().decoded() > pictures + 5);
            assertEquals(List.of("connected", "blind ENDED", "blind UNREACHABLE", "connected", "back"),
                    watched.witness.events);
            assertTrue(watched.witness.blind.toMillis() >= 300, watched.witness.blind::toString);
        }
    }

    @Test
    void afterTenFailuresInARowItIsUnreachableAndStillTriedForEver() {
        camera.stop();
        try (Watched watched = new Watched(camera.source(Transport.TCP), 1, Duration.ofMillis(20))) {
            await().atMost(10, SECONDS).until(() -> watched.witness.events.contains("unreachable 10"));
            assertEquals(List.of("blind UNREACHABLE", "unreachable 10"), watched.witness.events);
            camera.start();
            await().atMost(10, SECONDS).until(() -> watched.witness.events.contains("back"));
        }
    }

    @Test
    void aDeadHostDoesNotHoldUpTheOthers() {
        camera.behaviour = Behaviour.HANG_IN_DESCRIBE;
        try (TestRtspServer good = new TestRtspServer(VIDEO);
             Watched dead1 = new Watched(camera.source(Transport.TCP), 1);
             Watched dead2 = new Watched(camera.source(Transport.TCP), 1);
             Watched alive = new Watched(good.source(Transport.TCP), 1)) {
            await().atMost(10, SECONDS).until(() -> alive.counters().connected());
            assertTrue(alive.witness.connected.toFirstPicture().toMillis() < 1500, "" + alive.witness.connected);
            assertFalse(dead1.counters().connected() || dead2.counters().connected());
        }
    }

    /** JavaCPP has room for ten native callbacks of a kind: streams beyond the tenth must not lose their time-outs. */
    @Test
    void everyOneOfManyStreamsHasItsTimeouts() {
        List<Watched> many = Stream.generate(() -> new Watched(camera.source(Transport.TCP), 1)).limit(13).toList();
        try {
            many.forEach(VideoStreamLossTest::awaitPictures);
            camera.behaviour = Behaviour.SILENT;
            for (Watched watched : many) {
                await().atMost(10, SECONDS).until(() -> watched.witness.events.contains("blind STALLED"));
            }
        } finally {
            many.forEach(Watched::close);
        }
    }

    private static void awaitPictures(Watched watched) {
        await().atMost(10, SECONDS).until(() -> watched.counters().decoded() >= 5);
    }
}
