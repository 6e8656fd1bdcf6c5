package dev.vigil.stream;

import static dev.vigil.stream.DrawnCamera.clock;
import static dev.vigil.stream.DrawnCamera.outOfTheMist;
import static dev.vigil.stream.DrawnCamera.walker;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a camera is decoded and looked at, with real H.264 of drawn pictures. */
class GateTest {

    private static final PictureSize SIZE = new PictureSize(448, 256);
    private static final int SKIP = 5;
    private static final StreamSettings GATED = StreamSettings.defaults(SKIP)
            .with(new Gating(true, Duration.ofSeconds(10), 5, Duration.ofSeconds(4), 3));
    private static final StreamSettings SPARING_NOTHING = StreamSettings.defaults(SKIP)
            .with(new Gating(true, Duration.ofSeconds(10), 0, Duration.ofSeconds(4), 3));

    private static final Screening.Viewer NOBODY = (frame, at, screening) -> screening.judged(frame, false, false, 0);

    @TempDir
    Path folder;

    private final List<Double> sampled = new ArrayList<>();
    private final List<Long> numbers = new ArrayList<>();

    private Screening shown(DrawnCamera camera, double seconds, StreamSettings settings, Screening.Viewer viewer)
            throws IOException {
        Screening screening = new Screening(DrawnCamera.RATE, settings, SIZE, (frame, at, shown) -> {
            sampled.add(at);
            numbers.add(frame.sequence);
            viewer.frame(frame, at, shown);
        });
        try (screening) {
            screening.show(camera.film(seconds, folder.resolve("film.h264")));
        }
        return screening;
    }

    private Screening shown(DrawnCamera camera, double seconds) throws IOException {
        return shown(camera, seconds, GATED, NOBODY);
    }

    @Test
    void ofAStillStreetOnlyKeyPicturesAreDecodedAndOneIsLookedAtEveryTenSeconds() throws IOException {
        Screening street = shown(new DrawnCamera(2), 60, SPARING_NOTHING, NOBODY);

        assertEquals(0, street.wakings().size() - 1, () -> "calm to its end, not only to " + street.wakings());
        assertTrue(street.calmSeconds() > 52, "calm for " + street.calmSeconds() + " s");
        assertEquals(60 / 2, street.counters().decoded());
        assertTrue(sampled.size() >= 6 && sampled.size() <= 7, sampled::toString);
        assertEquals(0, sampled.get(0), "at the first picture");
        for (int i = 1; i < sampled.size(); i++) {
            // The first calm begins with the second key picture.
            assertTrue(sampled.get(i) - sampled.get(i - 1) <= (i == 1 ? 12.1 : 10.05), sampled::toString);
        }
        assertEquals(0, street.counters().decodeErrors());
    }

    @Test
    void whatTheModelSawNobodyInItIsShownAgainOnlyEverySixthLook() throws IOException {
        Screening street = shown(new DrawnCamera(2), 100);

        assertEquals(100 / 2, street.counters().decoded(), () -> "woken at " + street.wakings());
        int last = sampled.size() - 1;
        assertTrue(last == 1 || last == 2, sampled::toString);
        assertEquals(60, sampled.get(last) - sampled.get(last - 1), 2.1, sampled::toString);
    }

    /** Nothing wakes the camera, since from one picture to the next hardly anything changes. */
    @Test
    void whoComesOutOfTheMistIsShownToTheModelByTheNextLook() throws IOException {
        Screening street = shown(new DrawnCamera(2).with(outOfTheMist(25)), 50, GATED,
                (frame, at, screening) -> screening.judged(frame, false, false, at > 35 ? 1 : 0));

        assertEquals(1, street.counters().wakes(WakeCause.LOOK), () -> "woken at " + street.wakings());
        assertTrue(street.wakings().get(0) <= 45.2, () -> "woken at " + street.wakings());
    }

    @Test
    void somebodyWhoWalksInIsSeenAtOnceAndWithTheTwoSecondsBefore() throws IOException {
        Screening street = shown(new DrawnCamera(2).with(walker(31.1, 36)), 45);

        double woken = street.wakings().get(0);
        assertTrue(woken >= 31.1 && woken < 31.5, () -> "woken at " + street.wakings());
        List<Long> event = numbers.stream().filter(number -> number > 29.6 * 15 && number < 35 * 15).toList();
        for (int i = 1; i < event.size(); i++) {
            assertEquals(SKIP, event.get(i) - event.get(i - 1), event::toString);
        }
        assertTrue(event.get(0) < 30 * 15, () -> "what was before it is looked at as well: " + event);
        assertTrue(street.calmAt(44), "calm again");
        assertEquals(0, street.counters().decodeErrors());
    }

    @Test
    void whoIsSeenByTheFirstLookIsWatchedFromTheFirstPictureOn() throws IOException {
        Screening street = shown(new DrawnCamera(2), 10, GATED,
                (frame, at, screening) -> screening.judged(frame, false, false, 1));

        assertEquals(1, street.counters().wakes(WakeCause.LOOK));
        assertTrue(street.wakings().get(0) < 0.1, () -> "woken at " + street.wakings());
        assertFalse(street.calmAt(1));
        nothingIsMissing();
    }

    @Test
    void whatMovesFromTheFirstPictureOnIsWatchedWithoutAGapThoughTheLookSawNobody() throws IOException {
        Screening street = shown(new DrawnCamera(2).with(walker(0, 10)), 10);

        assertEquals(1, street.counters().wakes(WakeCause.PICTURE));
        assertTrue(street.wakings().get(0) <= 2.1, () -> "woken at " + street.wakings());
        assertFalse(street.calmAt(5));
        nothingIsMissing();
    }

    @Test
    void aNewCameraThatTheModelDoesNotComeToIsWatchedFromTheFirstPictureOn() throws IOException {
        Screening street = shown(new DrawnCamera(2), 8, GATED, (frame, at, screening) -> { });

        assertEquals(1, street.counters().wakes(WakeCause.UNSUITED));
        assertTrue(street.wakings().get(0) < 4.7, () -> "woken at " + street.wakings());
        assertTrue(sampled.get(1) <= 2.5, sampled::toString);
    }

    /** The first picture, and every fifth. */
    private void nothingIsMissing() {
        assertEquals(1, numbers.get(0));
        for (int i = 1; i < numbers.size(); i++) {
            assertEquals(SKIP * i, numbers.get(i), numbers::toString);
        }
    }

    @Test
    void aClockInThePictureIsSoonNoMovementAnyMore() throws IOException {
        Screening street = shown(new DrawnCamera(2).with(clock()), 90);

        assertTrue(street.calmSeconds() > 60, () -> "calm for " + street.calmSeconds() + " s, woken "
                + street.wakings());
    }

    @Test
    void aPassingCloudIsNoMovement() throws IOException {
        Screening street = shown(new DrawnCamera(2).with((luma, seconds) -> {
            int darker = (int) Math.max(0, Math.min(25, 5 * (seconds - 20)));
            for (int i = 0; i < luma.length; i++) {
                luma[i] -= darker;
            }
        }), 50);

        assertTrue(street.calmSeconds() > 30, () -> "calm for " + street.calmSeconds() + " s, woken "
                + street.wakings());
    }

    @Test
    void whoStandsStillInSightKeepsTheCameraWatchedAndAnAlarmForGoodAndMoreOften() throws IOException {
        Screening watched = shown(new DrawnCamera(2), 30, GATED,
                (frame, at, screening) -> screening.judged(frame, false, false, 1));
        assertTrue(watched.calmSeconds() < 0.1, "but for its first picture");
        numbers.clear();

        Screening alarmed = shown(new DrawnCamera(2), 30, GATED,
                (frame, at, screening) -> screening.judged(frame, true, false, 0));
        assertTrue(alarmed.calmSeconds() < 0.1);
        assertEquals(Alertness.ALARMED, alarmed.alertness());
        assertEquals(List.of(1L, 5L, 6L, 9L), numbers.subList(0, 4));
    }

    @Test
    void ofAWatchedCameraFourPacketsAreReadAtOnceAndTheFifthThatIsSampledAsItComes() throws IOException {
        List<Double> late = new ArrayList<>();
        Screening watched = shown(new DrawnCamera(2), 41, GATED, (frame, at, screening) -> {
            screening.judged(frame, false, false, 1);
            if (at > 11) {
                late.add(screening.readSeconds() - at);
            }
        });

        assertTrue(late.size() >= 89 && late.stream().allMatch(seconds -> seconds < 0.001), late::toString);
        // How evenly its packets come is not known for the first ten seconds.
        assertEquals(3 * 31, watched.rests(), 3);
    }

    @Test
    void whomTheLookFindsIsWatchedFromThenOn() throws IOException {
        Screening street = shown(new DrawnCamera(2), 40, SPARING_NOTHING,
                (frame, at, screening) -> screening.judged(frame, false, false, at > 20 ? 1 : 0));

        assertEquals(1, street.counters().wakes(WakeCause.LOOK));
        assertTrue(street.wakings().get(0) < 30.2, () -> "woken at " + street.wakings());
        assertFalse(street.calmAt(39));
    }

    @Test
    void switchedOffEveryPictureIsDecoded() throws IOException {
        Screening street = shown(new DrawnCamera(2), 20, StreamSettings.defaults(SKIP), (frame, at, screening) -> { });

        assertEquals(300, street.counters().decoded());
        assertEquals(60, street.counters().published());
        assertEquals(0, street.calmSeconds());
    }
}
