package dev.vigil.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done to a drawn camera is noticed through real H.264, calm or watched; and what is not done is not. */
class TamperTest {

    private static final double DONE = 30.5;
    private static final StreamSettings GATED = StreamSettings.defaults(5)
            .with(new Gating(true, Duration.ofSeconds(10), 5, Duration.ofSeconds(4), 3));

    @TempDir
    Path folder;

    private List<String> found(DrawnCamera camera, double seconds, int times) throws IOException {
        try (Screening screening = new Screening(DrawnCamera.RATE, GATED, new PictureSize(448, 256),
                (frame, at, shown) -> { })) {
            Path film = camera.film(seconds, folder.resolve("film.h264"));
            for (int i = 0; i < times; i++) {
                screening.show(film);
            }
            return List.copyOf(screening.tampers());
        }
    }

    private static void assertFound(Tamper tamper, double within, List<String> found) {
        assertEquals(1, found.size(), found::toString);
        String[] words = found.get(0).split(" ");
        assertEquals(tamper.name(), words[1]);
        double at = Double.parseDouble(words[0]);
        assertTrue(at >= DONE && at <= DONE + within, found::toString);
    }

    @Test
    void aCoveredLensIsNoticed() throws IOException {
        assertFound(Tamper.COVERED, 12, found(new DrawnCamera(2).with((luma, seconds) -> {
            if (seconds >= DONE) {
                Arrays.fill(luma, 24);
            }
        }), 60, 1));
    }

    @Test
    void aLensThatIsCoveredForAWhileIsWellAgain() throws IOException {
        List<String> found = found(new DrawnCamera(2).with((luma, seconds) -> {
            if (seconds >= DONE && seconds < 50) {
                Arrays.fill(luma, 24);
            }
        }), 70, 1);
        assertEquals(2, found.size(), found::toString);
        assertTrue(found.get(1).endsWith("null"), found::toString);
    }

    @Test
    void aFrozenPictureIsNoticed() throws IOException {
        assertFound(Tamper.FROZEN, 30, found(new DrawnCamera(2).frozenFrom(DONE), 70, 1));
    }

    @Test
    void aLensThatHasLostItsFocusIsNoticed() throws IOException {
        assertFound(Tamper.DEFOCUSED, 18, found(new DrawnCamera(2).with(DrawnCamera.blurred(DONE, 6)), 70, 1));
    }

    @Test
    void aLensIsNoticedThoughTheClockInThePictureIsAsSharpAsEver() throws IOException {
        assertFound(Tamper.DEFOCUSED, 18, found(new DrawnCamera(2).with(DrawnCamera.patterned())
                .with(DrawnCamera.blurred(DONE, 6)).with(DrawnCamera.clock()), 70, 1));
    }

    @Test
    void aStreetThatEmptiesIsNoLensThatLosesItsFocus() throws IOException {
        assertEquals(List.of(), found(DrawnCamera.busyUntil(DONE, 2), 60, 1));
    }

    @Test
    void aRecordingInPlaceOfTheCameraIsNoticed() throws IOException {
        List<String> found = found(new DrawnCamera(2), 20, 4);
        assertEquals(List.of("LOOPED"), found.stream().map(one -> one.split(" ")[1]).toList());
    }

    @Test
    void nothingIsFoundWherePeoplePassCloudsDrawUpAndTheLightGoesOnAndOff() throws IOException {
        DrawnCamera street = new DrawnCamera(2).with(DrawnCamera.walker(20, 30)).with(DrawnCamera.walker(60, 70))
                .with((luma, seconds) -> {
                    double light = seconds > 40 && seconds < 80 ? 0.55 : 1;
                    for (int i = 0; i < luma.length; i++) {
                        luma[i] = (int) (luma[i] * light);
                    }
                });
        assertEquals(List.of(), found(street, 110, 1));
    }
}
