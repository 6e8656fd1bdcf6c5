package dev.vigil.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigil.zone.Zones;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A zone as the page gets it, from the file that an operator wrote. */
class ZoneViewTest {

    @TempDir
    private Path folder;

    private ZoneView at(String moment) throws IOException {
        Path file = Files.writeString(folder.resolve("zones.yaml"), """
                time-zone: Africa/Cairo
                cameras:
                  7:
                    zones:
                      - name: loading dock
                        kind: restricted
                        polygon: [[0.1, 0.6], [0.5, 0.6], [0.5, 1.0]]
                        when: [{from: "22:00", to: "06:00"}]
                """);
        return ZoneView.of(Zones.read(file).of(7).get(0), Instant.parse(moment));
    }

    @Test
    void aZoneIsInForceByTheClockOfItsPlaceWhenThePictureWasTaken() throws IOException {
        assertFalse(at("2026-01-10T19:59:59Z").inForce());
        assertTrue(at("2026-01-10T20:00:00Z").inForce());
        assertTrue(at("2026-01-11T03:59:59Z").inForce());
        assertFalse(at("2026-01-11T04:00:00Z").inForce());
    }

    @Test
    void thePageGetsItsCornersAsFractionsOfThePicture() throws IOException {
        assertEquals("{\"name\":\"loading dock\",\"kind\":\"RESTRICTED\",\"inForce\":true,\"corners\":[{\"x\":0.1,"
                + "\"y\":0.6},{\"x\":0.5,\"y\":0.6},{\"x\":0.5,\"y\":1.0}]}",
                new ObjectMapper().writeValueAsString(at("2026-01-10T23:00:00Z")));
    }
}
