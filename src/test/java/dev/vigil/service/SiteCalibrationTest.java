package dev.vigil.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vigil.audit.AuditLog;
import dev.vigil.audit.Logs;
import dev.vigil.calibration.Calibration;
import dev.vigil.calibration.CalibrationFile;
import dev.vigil.calibration.Minute;
import dev.vigil.calibration.MinutePeaks;
import dev.vigil.camera.Camera;
import dev.vigil.detection.Assessment;
import dev.vigil.detection.CrimeType;
import dev.vigil.detection.Judge;
import dev.vigil.detection.Scene;
import dev.vigil.telemetry.Meters;
import dev.vigil.time.ManualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteCalibrationTest {

    /** Always sees the same. */
    private final class Eighty implements Judge {

        @Override
        public Assessment judge(Scene scene) {
            return new Assessment(time.nanos(), time.now(), 80, CrimeType.FIGHTING, "eighty", null);
        }

        @Override
        public void reset() {
        }
    }

    @TempDir
    Path data;

    private final ManualTime time = new ManualTime();
    private final Instant begin = time.now();
    private AuditLog audit;

    @BeforeEach
    void beginTheLog() {
        audit = Logs.open(data.resolve("audit"), time);
    }

    private SiteCalibration sites() {
        return new SiteCalibration(data, new Meters(new SimpleMeterRegistry(), time), audit, time);
    }

    @AfterEach
    void endTheLog() {
        audit.close();
    }

    private static Camera camera(long id) {
        return new Camera(id, "Gate", null, null, "none", 1L, null);
    }

    private void calibrate(long camera, String judge, double offset) throws IOException {
        new CalibrationFile(CalibrationFile.in(data)).put(camera, new Calibration(offset, judge, begin, "files", 24,
                50, 1, 2, 1, 0.5, 2));
    }

    @Test
    void whatACameraIsShiftedByIsToldToWhoAsks() throws IOException {
        calibrate(3, "pose-cues", -2);
        SiteCalibration sites = sites();
        sites.of("pose-cues").apply(camera(3), new Eighty());
        sites.of("pose-cues").apply(camera(4), new Eighty());
        assertEquals(-2, sites.offset(3));
        assertEquals(0, sites.offset(4));
    }

    @Test
    void eachCameraGetsItsOwnOffsetAndOneMadeForAnotherJudgeIsNotUsed() throws IOException {
        calibrate(3, "pose-cues", -2);
        calibrate(4, "another", -2);
        assertEquals(35.1, sites().of("pose-cues").apply(camera(3), new Eighty()).judge(null).confidence(), 0.1);
        assertEquals(80, sites().of("pose-cues").apply(camera(4), new Eighty()).judge(null).confidence());
        assertEquals(80, sites().of("pose-cues").apply(camera(5), new Eighty()).judge(null).confidence());
        Files.writeString(CalibrationFile.in(data), "3: damaged");
        assertEquals(80, sites().of("pose-cues").apply(camera(3), new Eighty()).judge(null).confidence());
    }

    @Test
    void theMinutesKeptAreThoseOfTheJudgeBeforeItsOffsetAndCrimesAreMarked() throws IOException {
        calibrate(3, "pose-cues", -2);
        SiteCalibration sites = sites();
        Judge judge = sites.of("pose-cues").apply(camera(3), new Eighty());
        for (int second = 0; second < 150; second++) {
            judge.judge(null);
            // Camera 9 has gone meanwhile.
            sites.tick(second == 70 ? List.of(3L, 9L) : List.of());
            if (second == 100) {
                judge = sites.of("pose-cues").apply(camera(3), new Eighty());
            }
            time.pass(Duration.ofSeconds(1));
        }
        MinutePeaks peaks = new MinutePeaks(MinutePeaks.in(data));
        List<Minute> running = List.of(new Minute(begin, 80, 59, false),
                new Minute(begin.plusSeconds(60), 80, 60, true));
        assertEquals(running, peaks.read(3).orElseThrow().minutes());
        sites.close();
        assertEquals(new Minute(begin.plusSeconds(120), 80, 30, false), peaks.read(3).orElseThrow().minutes().get(2));
    }

    @Test
    void aDiskThatTakesNothingStopsNoWatch() throws IOException {
        Files.writeString(data.resolve("calibration"), "a file where the folder should be");
        SiteCalibration sites = sites();
        Judge judge = sites.of("pose-cues").apply(camera(3), new Eighty());
        judge.judge(null);
        time.pass(Duration.ofMinutes(3));
        sites.tick(List.of());
        assertEquals(80, judge.judge(null).confidence());
        sites.close();
    }
}
