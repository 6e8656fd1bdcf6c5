package dev.vigil.stream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What time a picture is labelled with, over a camera whose RTCP reports tell its clock. */
class VideoStreamCaptureTimeTest {

    private static final TestVideo VIDEO = TestVideo.encode(320, 180, 40);
    private static final int FRAMES_PER_SECOND = 4;
    private static final long BETWEEN_PICTURES = 1000 / FRAMES_PER_SECOND;

    @ParameterizedTest
    @EnumSource(value = VideoSource.Transport.class, names = {"TCP", "UDP"})
    void itIsTheSendersClockWhereItIsSomeSecondsOff(VideoSource.Transport transport) {
        // Within less than half the time between two pictures: the label is this picture's, not its neighbour's.
        assertLabels(transport, 4_000L, 4_000 - BETWEEN_PICTURES / 2 + 5, 4_000 + BETWEEN_PICTURES / 2 - 5);
    }

    @Test
    void aClockThatIsOffByMinutesIsNotBelieved() {
        assertLabels(VideoSource.Transport.TCP, -600_000L, 0, BETWEEN_PICTURES + 500);
    }

    @Test
    void withoutReportsItIsTheArrival() {
        // FFmpeg hands a picture over when the next one begins, hence up to one picture late.
        assertLabels(VideoSource.Transport.TCP, null, 0, BETWEEN_PICTURES + 500);
    }

    /** Labels less the time at which the picture was sent, in milliseconds. */
    private static void assertLabels(VideoSource.Transport transport, Long clockAhead, long least, long most) {
        try (TestRtspServer camera = new TestRtspServer(VIDEO)) {
            camera.framesPerSecond = FRAMES_PER_SECOND;
            camera.clockAheadMillis = clockAhead;
            try (Watched watched = new Watched(camera.source(transport), 1)) {
                for (int i = 0; i < 5; i++) {
                    await().atMost(10, SECONDS).until(() -> watched.mailbox.waitingSince() != Long.MAX_VALUE);
                    Frame frame = watched.mailbox.take();
                    long ahead = frame.captureMillis - camera.sentMillis.get((int) frame.sequence - 1);
                    watched.mailbox.release(frame);
                    assertTrue(ahead >= least && ahead <= most, "picture " + frame.sequence + ": " + ahead + " ms");
                }
            }
        }
    }
}
