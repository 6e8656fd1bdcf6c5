package dev.vigil.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.calibration.Calibration;
import dev.vigil.calibration.CalibrationFile;
import dev.vigil.calibration.Minute;
import dev.vigil.calibration.MinutePeaks;
import dev.vigil.calibration.Minutes;
import dev.vigil.rehearsal.SceneFilm;
import dev.vigil.rehearsal.scene.Scene;
import dev.vigil.replay.StreetFilm;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a user types it. */
class CalibrateCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int calibrate(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] all = new String[args.length + 3];
        all[0] = "calibrate";
        all[1] = "--data";
        all[2] = folder.toString();
        System.arraycopy(args, 0, all, 3, args.length);
        return VigilCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }

    private void assertMistake(String line, String... args) {
        assertEquals(2, calibrate(args), out::toString);
        assertEquals("vigil: " + line + " (see vigil calibrate --help)", err.toString().strip());
    }

    private void record(long camera, List<Minute> minutes) throws IOException {
        new MinutePeaks(MinutePeaks.in(folder)).append(camera, "pose-cues", minutes);
    }

    private Calibration kept() {
        return new CalibrationFile(CalibrationFile.in(folder)).read().get(3L);
    }

    @Test
    void aMistakeIsOneLineAndExitCodeTwo() throws IOException {
        record(3, Minutes.of(30, i -> 5));
        record(8, Minutes.of(30, i -> 5));
        assertMistake("--camera is missing");
        assertMistake("VIDEO, --show and --reset exclude each other", "--camera", "3", "--show", "--reset");
        assertMistake("there are 0.50 hours of ordinary footage; it takes at least 1", "--camera", "3");
        assertMistake("there is no record of camera 9 in " + folder.resolve("calibration") + ", but of cameras [3, 8]",
                "--camera", "9");
        assertMistake("camera 3 is not calibrated", "--camera", "3", "--reset");
        assertMistake("the alert threshold is above 0 and below 100, not 100.0", "--camera", "3", "--alert", "100");
        assertMistake("--per-day is from 0.01 to 1000, not 0.0", "--camera", "3", "--per-day", "0");
        assertMistake("--from, --to and --with-crimes are about the live record, not about files",
                "a.mp4", "--camera", "3", "--with-crimes");
        Files.writeString(CalibrationFile.in(folder), "nonsense");
        assertEquals(2, calibrate("--camera", "3"));
        assertTrue(err.toString().startsWith("vigil: " + CalibrationFile.in(folder) + ": holds no calibrations"));
        assertEquals("nonsense", Files.readString(CalibrationFile.in(folder)));
    }

    @Test
    void aRestlessCameraIsToldWhatItGainsAndWhatItLosesAndKeepsItUntilReset() throws IOException {
        record(3, Minutes.exponential(48, 0.9, 1));
        assertEquals(0, calibrate("--camera", "3", "--dry-run"), err::toString);
        assertFalse(Files.exists(CalibrationFile.in(folder)), "a dry run keeps nothing");
        assertEquals(0, calibrate("--camera", "3"), err::toString);
        assertTrue(out.toString().contains("camera 3: 48.0 hours of ordinary footage in 2880 minutes, judged by"
                + " pose-cues"), out::toString);
        assertTrue(out.toString().contains("LESS sensitive to true fights, too: what scored 60/80/90/95 scores"),
                out::toString);
        assertTrue(kept().offset() < -2 && kept().offset() >= -4, () -> kept().toString());
        assertTrue(kept().before() > 20 && kept().after() <= 1.001, () -> kept().toString());
        assertEquals("the live record", kept().from());

        assertEquals(0, calibrate("--show"));
        assertTrue(out.toString().startsWith("camera 3: offset -"), out::toString);
        assertEquals(1, out.toString().lines().count());
        assertEquals(0, calibrate("--camera", "3", "--reset"));
        assertEquals(0, calibrate("--show"));
        assertEquals("no camera is calibrated", out.toString().strip());
    }

    @Test
    void onlyTheHoursThatTheOperatorNamesCountAndCrimesOnlyWhereHeSaysSo() throws IOException {
        // A calm night, a wild morning with a crime in the middle.
        record(3, Minutes.of(240, i -> i < 120 ? 5 + i % 5 : 70 + i % 20).stream()
                .map(one -> new Minute(one.start(), one.peak(), 60,
                        one.start().equals(Minutes.BEGIN.plusSeconds(180 * 60)))).toList());
        assertEquals(0, calibrate("--camera", "3", "--to", "2026-03-01T02:00:00Z"), err::toString);
        assertEquals(0, kept().offset());
        assertTrue(out.toString().contains("in 120 minutes, judged"), out::toString);
        assertEquals(0, calibrate("--camera", "3", "--from", "2026-03-01T02:00:00Z"), err::toString);
        assertTrue(kept().offset() < -2);
        assertTrue(out.toString().contains("in 117 minutes, 3 left out round confirmed crimes"), out::toString);
        assertEquals(0, calibrate("--camera", "3", "--with-crimes"), err::toString);
        assertTrue(out.toString().contains("in 240 minutes, judged"), out::toString);
    }

    @Test
    void videosGoTheWholeWayAndACalmClipIsTooLittle() throws IOException {
        // Raw H.264 does not say how long it is, so it is looked at.
        Path video = folder.resolve("street.h264");
        SceneFilm.shoot(Scene.empty(2), 3, video);
        Path missing = folder.resolve("gone.mp4");
        assertEquals(2, calibrate(missing.toString(), video.toString(), video.toString(), "--camera", "3",
                "--rate", "2"));
        assertTrue(err.toString().startsWith("movenet-multipose on "), err::toString);
        assertTrue(err.toString().contains("vigil: " + missing + ": there is no such file"), err::toString);
        assertTrue(err.toString().contains("[2/3] street.h264: 1.5 s"), err::toString);
        assertTrue(err.toString().contains("there are 0.00 hours of ordinary footage"), err::toString);
        assertFalse(Files.exists(CalibrationFile.in(folder)));
    }

    @Test
    void footageInWhichFightsWereNeverJudgedIsNoCalmFootage() throws IOException {
        record(3, Minutes.of(90, i -> 0));
        assertMistake("fights were never judged in this footage: pictures must follow each other within a second"
                + " (--rate 5)", "--camera", "3");
        assertFalse(Files.exists(CalibrationFile.in(folder)));
    }

    @Test
    void filesThatSayThatTheyAreTooShortAreNotEvenLookedAt() {
        Path video = StreetFilm.write(folder.resolve("street.mp4"), Scene.empty(2), 0, 18);
        assertEquals(2, calibrate(video.toString(), folder.resolve("gone.mp4").toString(), video.toString(),
                "--camera", "3"));
        List<String> lines = err.toString().lines().toList();
        assertEquals("vigil: the files that can be read hold 0.01 hours of footage; it takes at least 1 (see vigil"
                + " calibrate --help)", lines.get(1));
        assertEquals(2, lines.size(), "the engine and the mistake");
    }
}
