package dev.vigil.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.rehearsal.scene.Scene;
import dev.vigil.replay.StreetFilm;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a user types it. */
class ReplayCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int vigil(String... args) {
        return VigilCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    private void assertMistake(String line, String... args) {
        err.getBuffer().setLength(0);
        assertEquals(2, vigil(args), err::toString);
        assertEquals(line, err.toString().strip());
    }

    @Test
    void badInputIsOneLineAndExitCodeTwo() throws IOException {
        String help = " (see vigil replay --help)";
        assertMistake("vigil: Unmatched argument at index 0: 'dance' (see vigil --help)", "dance");
        assertMistake("vigil: a VIDEO, --labels or --timeline is missing" + help, "replay");
        assertMistake("vigil: VIDEO, --labels and --timeline exclude each other" + help,
                "replay", "a.mp4", "--labels", "b.csv");
        assertMistake("vigil: --frame-skip and --rate exclude each other" + help,
                "replay", "a.mp4", "--frame-skip", "5", "--rate", "5");
        assertMistake("vigil: sampling takes every N-th picture, N at least 1, or up to 1000 a second" + help,
                "replay", "a.mp4", "--rate", "-1");
        assertMistake("vigil: crimeThreshold must be from 90.0 to 100.0, not 80.0" + help,
                "replay", "a.mp4", "--alert", "90", "--crime", "80");
        assertMistake("vigil: Invalid value for option '--alert': 'high' is not a double" + help,
                "replay", "a.mp4", "--alert", "high");
        assertMistake("vigil: Unknown option: '--loud'" + help, "replay", "a.mp4", "--loud");
        assertMistake("vigil: " + folder.resolve("no.csv") + ": there is no such file" + help,
                "replay", "--labels", folder.resolve("no.csv").toString());
        assertMistake("vigil: no model bundle in " + folder + ": it has no bundle.yaml" + help,
                "replay", "a.mp4", "--model", folder.toString());
        Path file = Files.writeString(folder.resolve("file"), "");
        err.getBuffer().setLength(0);
        assertEquals(2, vigil("replay", "a.mp4", "--out", file.toString()));
        assertTrue(err.toString().endsWith("vigil: " + file + ": cannot be made a folder to write into"
                + System.lineSeparator()), err::toString);
    }

    @Test
    void helpNamesTheModesAndOptions() {
        assertEquals(0, vigil("replay", "--help"));
        for (String part : new String[] {"VIDEO...", "--labels", "--timeline", "--rate", "ALERT_THRESHOLD"}) {
            assertTrue(out.toString().contains(part), out::toString);
        }
    }

    @Test
    void aVideoGivesAPageAndATimelineThatCanBeJudgedAnew() throws IOException {
        Path video = StreetFilm.write(folder.resolve("street.mp4"), Scene.empty(2), 0, 2);
        Path missing = folder.resolve("gone.mp4");
        String to = folder.resolve("out").toString();
        assertEquals(2, vigil("replay", missing.toString(), video.toString(), "--out", to, "--rate", "2"));
        assertTrue(err.toString().contains("vigil: " + missing + ": there is no such file"), err::toString);
        assertTrue(err.toString().contains("[2/2] street.mp4: 2.0 s"), err::toString);
        Path json = folder.resolve("out/street.json");
        assertEquals(json.resolveSibling("street.html").toString(), out.toString().strip());
        String before = Files.readString(json);

        assertEquals(0, vigil("replay", "--timeline", json.toString(), "--alert", "30", "--out", to));
        assertEquals(before, Files.readString(json), "what is read stays as it is");
        assertTrue(Files.readString(folder.resolve("out/street-again.json")).contains("\"alert\":30.0"));
    }

    @Test
    void theServicesVariablesCountWhereNoOptionIsGiven() {
        Given given = new Given(Map.of("ALERT_THRESHOLD", " 40 ", "CRIME_THRESHOLD", "much"));
        assertEquals(40, given.number(null, "ALERT_THRESHOLD", 50));
        assertEquals(60, given.number(60.0, "ALERT_THRESHOLD", 50));
        assertEquals(5, given.number(null, "FRAME_SKIP", 5));
        IllegalArgumentException mistake = assertThrows(
                IllegalArgumentException.class, () -> given.number(null, "CRIME_THRESHOLD", 80));
        assertEquals("CRIME_THRESHOLD must be a number, not 'much'", mistake.getMessage());
    }
}
