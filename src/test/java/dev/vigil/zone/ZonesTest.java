package dev.vigil.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZonesTest {

    private static final String GOOD = """
            time-zone: Africa/Cairo
            cameras:
              7:
                zones:
                  - name: dock
                    kind: restricted
                    polygon: [[0.1, 0.6], [0.5, 0.6], [0.5, 1], [0.1, 1.0]]
                    when:
                      - {days: [thu-sat, mon], from: "22:00", to: "06:00"}
                      - {days: sun}
                  - name: cash machine
                    kind: loitering
                    after: 90
                    polygon: [[0.6, 0.6], [0.9, 0.6], [0.75, 0.9]]
              9:
                time-zone: Europe/Berlin
                zones:
                  - {name: gate, kind: restricted, polygon: [[0, 0], [1, 0], [1, 1]], when: [{to: "24:00"}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void readsEveryCamerasZones() throws IOException {
        Zones zones = read(GOOD);
        List<Zone> seven = zones.of(7);
        assertEquals(List.of("dock", "cash machine"), seven.stream().map(Zone::name).toList());
        assertEquals(Zone.Kind.RESTRICTED, seven.get(0).kind());
        assertEquals(new Polygon.Corner(0.5, 1), seven.get(0).polygon().corners().get(2));
        assertTrue(seven.get(0).when().covers(Instant.parse("2026-02-27T23:00:00+02:00")), "a Friday night");
        assertTrue(seven.get(0).when().covers(Instant.parse("2026-03-01T12:00:00+02:00")), "a Sunday");
        assertTrue(!seven.get(0).when().covers(Instant.parse("2026-03-03T23:00:00+02:00")), "a Tuesday night");
        assertEquals(Duration.ofSeconds(90), seven.get(1).after());
        assertEquals(Schedule.ALWAYS, seven.get(1).when());
        assertEquals("Europe/Berlin", zones.of(9).get(0).when().timeZone().getId());
        assertEquals(List.of(), zones.of(8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "kind: restricted | kind: forbidden | "
                + "camera 7, zone 'dock': kind must be restricted or loitering, not 'forbidden'",
        "[0.5, 1] | [0.5, 1.2] | camera 7, zone 'dock': polygon has a corner [0.5,1.2]",
        "[0.5, 1] | [0.5] | camera 7, zone 'dock': polygon has a corner [0.5]",
        "`, [0.75, 0.9]` | `` | camera 7, zone 'cash machine': polygon must list at least three",
        "`[0.5, 0.6], [0.5, 1]` | `[0.5, 1], [0.5, 0.6]` | camera 7, zone 'dock': polygon crosses itself",
        "[0.75, 0.9] | [0.75, 0.6] | camera 7, zone 'cash machine': polygon",
        "after: 90 | after: soon | camera 7, zone 'cash machine': after must be the seconds",
        "after: 90 | after: 0 | camera 7, zone 'cash machine': after must be the seconds",
        "kind: restricted | `{kind: loitering}` | is not YAML",
        "thu-sat | thursday | camera 7, zone 'dock', when number 1: days has 'thursday'",
        "`\"22:00\"` | 10pm | camera 7, zone 'dock', when number 1: from must be a time",
        "`\"06:00\"` | `\"22:00\"` | camera 7, zone 'dock', when number 1: from and to are the same",
        "days: sun | day: sun | camera 7, zone 'dock', when number 2: 'day' is no key here",
        "Europe/Berlin | Europe/Berlyn | camera 9: time-zone 'Europe/Berlyn' is unknown",
        "name: cash machine | name: dock | camera 7, zone 'dock': there is another zone of this name",
        "`name: gate, ` | `` | camera 9, zone number 1: has no name",
        "`  9:` | `  north:` | camera north: a camera is named by its number",
        "`  9:` | `  7:` | is not YAML",
        "cameras: | cams: | 'cams' is no key here",
    })
    void aMistakeIsOneLineWithItsPlaceAndAnExample(String right, String wrong, String expected) {
        String message = mistakes(GOOD.replaceFirst(Pattern.quote(right), wrong));
        String first = message.lines().findFirst().orElseThrow();
        assertTrue(first.startsWith(folder.resolve("zones.yaml") + ": "), first);
        assertTrue(first.contains(expected), first);
        assertTrue(expected.equals("is not YAML") || first.contains(", for example "), first);
    }

    @Test
    void aScheduleNeedsATimeZone() {
        assertTrue(mistakes(GOOD.replace("time-zone: Africa/Cairo\n", ""))
                .contains("zone 'dock': when needs a time-zone"));
    }

    @Test
    void allMistakesAreToldAtOnceOneLineEach() {
        String message = mistakes(GOOD.replace("kind: restricted\n", "kind: x\n").replace("after: 90", "after: x"));
        assertEquals(2, message.lines().count(), message);
    }

    @Test
    void timesNeedNoQuotesWhereYamlKeepsThemAsText() throws IOException {
        assertEquals(read(GOOD), read(GOOD.replace("\"22:00\"", "22:00")));
    }

    @ParameterizedTest
    @CsvSource({"''", "[]", "7", "cameras: 7", "cameras: {7: }",
        "cameras: {7: {zones: }}", "cameras: {7: {zones: [1]}}"})
    void aFileOfAnotherFormIsAMistakeToo(String yaml) {
        assertTrue(mistakes(yaml).contains("zones.yaml: "));
    }

    @Test
    void aFileThatIsNotThereIsAMistake() {
        assertEquals(folder.resolve("none.yaml") + ": cannot be read",
                assertThrows(ZoneException.class, () -> Zones.read(folder.resolve("none.yaml"))).getMessage());
    }

    private String mistakes(String yaml) {
        return assertThrows(ZoneException.class, () -> read(yaml)).getMessage();
    }

    private Zones read(String yaml) throws IOException {
        return Zones.read(Files.writeString(folder.resolve("zones.yaml"), yaml));
    }
}
