package dev.vigil.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.OnnxEngine;
import dev.vigil.stream.Frame;
import dev.vigil.stream.Gating;
import dev.vigil.stream.StreamSettings;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapacityTest {

    private static final ModelBundle BUNDLE = ModelBundle.load(Path.of("models/movenet-multipose"));

    @TempDir
    private Path folder;

    @Test
    void theSearchFindsTheMostThatAreCarriedInFewTrials() throws Exception {
        for (int carried = 1; carried <= 40; carried++) {
            List<Integer> tried = new ArrayList<>();
            int limit = carried;
            Load found = run(5).search(64, cameras -> {
                tried.add(cameras);
                return load(cameras, cameras <= limit ? 100 : 900);
            });
            assertEquals(carried, found.cameras(), tried::toString);
            assertTrue(tried.size() <= 13, tried::toString);
        }
        assertNull(run(5).search(64, cameras -> load(cameras, 900)), "not even one");
        assertEquals(12, run(5).search(12, cameras -> load(cameras, 100)).cameras(), "no more are tried");
    }

    @Test
    void carriedMeansInTimeNothingLeftOutNobodyBehindAndAllConnected() {
        assertTrue(new Load(4, 4, 30, 20, 20, 0, 60, 480, 1).carried(500));
        assertFalse(new Load(4, 4, 30, 20, 20, 0, 60, 520, 1).carried(500), "late");
        assertFalse(new Load(4, 4, 30, 20, 18, 0, 60, 480, 1).carried(500), "a tenth was left out");
        assertFalse(new Load(4, 4, 30, 20, 19.5, 1, 60, 480, 1).carried(500), "one fares worse");
        assertFalse(new Load(4, 3, 30, 15, 15, 0, 60, 480, 1).carried(500), "one was not there");
        assertFalse(new Load(4, 4, 30, 0, 0, 0, 0, 0, 1).carried(500), "nothing came");
        assertTrue(new Load(1, 1, 30, 0.1, 0.07, 0, 60, 90, 1).carried(500), "two of three: one is on its way");
        assertFalse(new Load(1, 1, 30, 0.2, 0.1, 0, 60, 90, 1).carried(500), "three of six are not");
        assertFalse(Load.isBehind(3, 2));
        assertTrue(Load.isBehind(30, 25));
    }

    @Test
    void oneCameraTriedForRealGivesItsFigures() throws Exception {
        Load load = new Trial(plan(5), TimeSource.system()).run(Footage.QUIET.record(), 1);
        assertEquals(1, load.cameras());
        assertEquals(1, load.connected());
        // Every fifth of 15 pictures a second; how many of them are seen is this machine's affair.
        assertEquals(3, load.given(), 1.2);
        assertTrue(load.seen() > 0 && load.p50() > 0 && load.p99() >= load.p50() && load.cores() > 0, load::toString);
    }

    @Test
    void whatWasKeptWhileACameraWasCalmIsTimedFromItsDecodingOn() {
        Stopwatch stopwatch = new Stopwatch();
        Frame frame = new Frame(BUNDLE.input());
        frame.arrivalNanos = 5_000_000_000L;
        frame.heldNanos = 2_000_000_000L;
        stopwatch.decided(frame, 7_080_500_000L);
        assertEquals(81, stopwatch.percentile(0.99));
    }

    @Test
    void aCertificateIsReadAsItWasWritten() throws IOException {
        Certificate made = Certificate.of(plan(5), "an engine", Map.of(Footage.BUSY, load(9, 100)),
                Instant.parse("2026-03-01T10:00:00Z"));
        made.write(folder.resolve("capacity.json"));
        assertEquals(made, Certificate.read(folder.resolve("capacity.json")));
        assertEquals(0, made.cameras(), "mixed footage was tried, and not one camera carried");
        assertEquals(9, made.carried().get("busy").cameras());
        assertTrue(Files.readString(folder.resolve("capacity.json")).contains("\"model_sha256\""));
    }

    @Test
    void whatIsNoCertificateIsToldInOneLine() throws IOException {
        for (String text : List.of("", "{}", "[1]", "no JSON", "{\"carried\": {\"busy\": null}}")) {
            Path file = Files.writeString(folder.resolve("bad.json"), text);
            String message = assertThrows(IOException.class, () -> Certificate.read(file)).getMessage();
            assertTrue(message.endsWith("is no certificate of capacity: 'vigil capacity' makes one"), message);
            assertFalse(message.contains("\n"));
        }
        assertThrows(IOException.class, () -> Certificate.read(folder.resolve("none.json")));
    }

    @Test
    void moreCamerasThanCertifiedTimesTheFactorAreAProblemUntilTheyAreFewer() throws IOException {
        Certificate certificate = Certificate.of(plan(5), "an engine", Map.of(Footage.MIXED, load(10, 100)),
                Instant.EPOCH);
        CapacityWatch watch = new CapacityWatch(certificate, 0.8);
        watch.look(8);
        assertTrue(watch.problem().isEmpty());
        watch.look(9);
        assertEquals("9 cameras, certified for 8 (10 x 0.80)", watch.problem().orElseThrow());
        watch.look(8);
        assertTrue(watch.problem().isEmpty());
    }

    @Test
    void eachLookAtACalmCameraCountsAsOneThatTakesTheModel() {
        StreamSettings gated = StreamSettings.defaults(5)
                .with(new Gating(true, Duration.ofSeconds(10), 5, Duration.ofSeconds(3), 3));
        CapacityPlan plan = new CapacityPlan(BUNDLE, () -> new OnnxEngine(BUNDLE, 2, 2), gated, 500,
                Duration.ofSeconds(5), 64, List.of(Footage.QUIET));
        assertEquals(gated.gating().sparingNothing(), plan.streams().gating());
        assertEquals(0, plan.streams().gating().sparedLooks());
        assertEquals(Duration.ofSeconds(10), plan.streams().gating().look());
    }

    private static Load load(int cameras, double p99) {
        return new Load(cameras, cameras, 30, 5 * cameras, 5 * cameras, 0, p99 / 2, p99, 1);
    }

    private static CapacityRun run(int seconds) {
        return new CapacityRun(plan(seconds), TimeSource.system(), new PrintWriter(new StringWriter()));
    }

    private static CapacityPlan plan(int seconds) {
        return new CapacityPlan(BUNDLE, () -> new OnnxEngine(BUNDLE, 2, 2), StreamSettings.defaults(5), 500,
                Duration.ofSeconds(seconds), 64, List.of(Footage.values()));
    }
}
