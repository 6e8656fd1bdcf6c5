package dev.vigil.stream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** User and password towards a camera: law 7 and law 8. */
class VideoStreamLoginTest {

    private static final TestVideo VIDEO = TestVideo.encode(320, 180, 20);

    @Test
    void thePasswordMayHoldAnyCharacterAndIsSentOnce() {
        try (TestRtspServer camera = new TestRtspServer(VIDEO).lockedWith("p@ss:/#% wörd");
             Watched watched = new Watched(camera.source("guard:p%40ss%3A%2F%23%25%20w%C3%B6rd"), 1)) {
            await().atMost(10, SECONDS).until(() -> watched.counters().decoded() > 0);
            assertEquals(1, camera.logins.get());
        }
    }

    @Test
    void aWrongPasswordIsTriedOnceAndNeverAgain() throws InterruptedException {
        try (TestRtspServer camera = new TestRtspServer(VIDEO).lockedWith("secret");
             Watched watched = new Watched(camera.source("guard:hunter2"), 1)) {
            await().atMost(10, SECONDS).until(() -> !watched.witness.events.isEmpty());
            Thread.sleep(1500);
            assertEquals(List.of("blind REFUSED"), watched.witness.events);
            assertEquals(1, camera.logins.get());
            assertEquals(1, camera.connections.get());
            long blind = watched.counters().blindNanos();
            Thread.sleep(20);
            assertTrue(watched.counters().blindNanos() > blind, "its blind time goes on");
            assertFalse(watched.witness.details.toString().contains("hunter2"));
        }
    }

    @Test
    void theLongestPasswordThatFFmpegKeepsWholeWorks() {
        String longest = "x".repeat(127 - "guard:".length());
        try (TestRtspServer camera = new TestRtspServer(VIDEO).lockedWith(longest);
             Watched watched = new Watched(camera.source("guard:" + longest), 1)) {
            await().atMost(10, SECONDS).until(() -> watched.counters().decoded() > 0);
        }
    }

    @Test
    void aPasswordThatFFmpegWouldCutShortIsNotEvenTried() {
        String tooLong = "x".repeat(128 - "guard:".length());
        try (TestRtspServer camera = new TestRtspServer(VIDEO).lockedWith(tooLong);
             Watched watched = new Watched(camera.source("guard:" + tooLong), 1)) {
            await().atMost(10, SECONDS).until(() -> watched.witness.events.equals(List.of("blind REFUSED")));
            assertEquals(0, camera.connections.get());
        }
    }

    @Test
    void aMissingPasswordIsRefusedToo() {
        try (TestRtspServer camera = new TestRtspServer(VIDEO).lockedWith("secret");
             Watched watched = new Watched(camera.source(VideoSource.Transport.TCP), 1)) {
            await().atMost(10, SECONDS).until(() -> watched.witness.events.equals(List.of("blind REFUSED")));
            assertEquals(0, camera.logins.get());
        }
    }
}
