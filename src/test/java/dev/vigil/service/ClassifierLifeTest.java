package dev.vigil.service;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.audit.AuditLog;
import dev.vigil.audit.Logs;
import dev.vigil.camera.Camera;
import dev.vigil.detection.CrimeType;
import dev.vigil.detection.Detector;
import dev.vigil.incident.IncidentEvent;
import dev.vigil.incident.IncidentEvent.Cleared;
import dev.vigil.incident.IncidentEvent.Confirmed;
import dev.vigil.incident.IncidentEvent.Suspected;
import dev.vigil.incident.IncidentMachine;
import dev.vigil.incident.IncidentRules;
import dev.vigil.inference.BatcherLimits;
import dev.vigil.inference.Lane;
import dev.vigil.inference.OnnxEngine;
import dev.vigil.inference.TinyClassifier;
import dev.vigil.stream.Frame;
import dev.vigil.stream.FrameMailbox;
import dev.vigil.telemetry.Meters;
import dev.vigil.time.TimeSource;
import dev.vigil.zone.Zones;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of a user's own, from their folder through ONNX Runtime to incidents, and one in place of another. */
class ClassifierLifeTest {

    private static final long BEGIN = 1_700_000_000_000L;
    private static final Duration FIFTH = Duration.ofMillis(200);
    private static final float SLOPE = 100;

    @TempDir
    Path folder;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final long base = System.nanoTime();
    private final List<IncidentEvent> events = new CopyOnWriteArrayList<>();
    private final IncidentMachine incidents = new IncidentMachine(IncidentRules.defaults());
    private AuditLog audit;
    private Models models;
    private FrameMailbox mailbox;
    private Lane lane;
    private Duration passed = Duration.ZERO;
    private int published;

    /** A bundle whose pictures' brightness is sure to be a crime above 0.5. */
    private Path bright(String name, String more) throws IOException {
        return TinyClassifier.bright(SLOPE, 0.5f).bundle(folder.resolve(name), TinyClassifier.brightYaml(more));
    }

    /** A bundle whose clips of four pictures are sure to be a crime where they brighten by more than 0.05. */
    private Path brightening(String name) throws IOException {
        return TinyClassifier.brightening(4, SLOPE, 0.05f).bundle(folder.resolve(name),
                TinyClassifier.brighteningYaml(4, "stride_seconds: 0.2", ""));
    }

    private void watchWith(Path bundle) {
        audit = Logs.open(folder.resolve("audit"), TimeSource.system());
        Meters meters = new Meters(registry, TimeSource.system());
        models = new Models(bundle, new ModelLoader(model -> () -> new OnnxEngine(model, 2, 1),
                new SiteCalibration(folder.resolve("data"), meters, audit, TimeSource.system()), Zones.none()),
                new BatcherLimits(2, Duration.ofMillis(1), Duration.ofHours(1)), meters, audit, TimeSource.system());
        mailbox = new FrameMailbox(models.batcher().bundle().input());
        Detector detector = models.detector(new Camera(1, "Gate", null, null, "none", 1L, null));
        lane = models.batcher().join(mailbox, (frame, outputs, index) ->
                events.addAll(incidents.onAssessment(detector.assess(frame, outputs, index))));
    }

    @AfterEach
    void close() {
        if (models != null) {
            models.batcher().close();
        }
        if (audit != null) {
            audit.close();
        }
    }

    /** Shows a picture of this brightness, 0 to 1, a fifth of a second after the last; waits for it where it is run. */
    private void show(double brightness, boolean inferred) {
        Frame frame = mailbox.claim();
        for (int i = 0; i < frame.size().rgbBytes(); i++) {
            frame.pixels().put(i, (byte) Math.round(brightness * 255));
        }
        frame.arrivalNanos = base + passed.toNanos();
        frame.captureMillis = BEGIN + passed.toMillis();
        passed = passed.plus(FIFTH);
        mailbox.publish(frame);
        if (inferred) {
            published++;
            await().pollInterval(Duration.ofMillis(1)).until(() -> lane.inferred() == published);
        }
    }

    private void show(int pictures, double brightness) {
        for (int i = 0; i < pictures; i++) {
            show(brightness, true);
        }
    }

    /** Two looks, since somebody may still be copying at the first. */
    private void look() {
        models.look();
        models.look();
    }

    private double changes(String result) {
        return registry.get("vigil.model.changes").tag("result", result).counter().count();
    }

    @Test
    void aFrameClassifiersLabelBecomesAnIncidentOfItsCrimeType() throws IOException {
        watchWith(bright("bright", ""));
        show(10, 0.1);
        show(15, 0.9);
        show(60, 0.1);
        assertEquals(3, events.size(), events::toString);
        Suspected suspected = assertInstanceOf(Suspected.class, events.get(0));
        assertEquals("glare, score 100 %", suspected.cause().why());
        Confirmed confirmed = assertInstanceOf(Confirmed.class, events.get(1));
        assertEquals(CrimeType.VANDALISM, confirmed.type());
        assertTrue(confirmed.confidence() > 99, confirmed::toString);
        Instant began = Instant.ofEpochMilli(BEGIN + 2000);
        assertTrue(Duration.between(began, confirmed.startTime()).abs().compareTo(FIFTH) <= 0, confirmed::toString);
        assertInstanceOf(Cleared.class, events.get(2));
    }

    @Test
    void aClipClassifierSeesWhatChangesFromPictureToPicture() throws IOException {
        watchWith(brightening("brightening"));
        for (int i = 0; i < 10; i++) {
            show(0.9, i >= 3);
        }
        for (int i = 0; i < 20; i++) {
            show(0.045 * i, true);
        }
        assertEquals(2, events.size(), events::toString);
        Confirmed confirmed = assertInstanceOf(Confirmed.class, events.get(1));
        assertEquals(CrimeType.ASSAULT, confirmed.type());
        show(60, 0.855);
        assertInstanceOf(Cleared.class, events.get(2));
        assertEquals(3, events.size());
    }

    @Test
    void aModelThatIsPutInTheFolderTakesOverWithoutAMissedPictureAndTheIncidentStaysOpen() throws IOException {
        Path bundle = bright("bundle", "");
        Files.createSymbolicLink(bundle.resolve("to-nowhere"), Path.of("nowhere"));
        watchWith(bundle);
        show(10, 0.9);
        assertEquals(1, events.size());
        String before = models.told();
        TinyClassifier.bright(SLOPE, 0.8f).bundle(bundle, TinyClassifier.brightYaml("licence: mine\n"));
        models.look();
        assertEquals(before, models.told(), "somebody may still be copying");
        models.look();
        assertTrue(!before.equals(models.told()), models::told);
        show(15, 0.95);
        assertEquals(2, events.size(), events::toString);
        assertEquals(1, events.get(1).incident());
        assertEquals(1, changes("taken"));
        assertEquals(0, mailbox.superseded() + lane.droppedByEngine() + lane.droppedStale());
        look();
        assertEquals(1, changes("taken"), "nothing new");
    }

    @Test
    void aBadModelIsRefusedOnceAndTheOldOneGoesOnAlsoWhenThatComesBack() throws IOException {
        Path bundle = bright("bundle", "");
        byte[] good = Files.readAllBytes(bundle.resolve("model.onnx"));
        watchWith(bundle);
        String before = models.told();
        for (String bad : List.of("no model", "")) {
            Files.writeString(bundle.resolve("model.onnx"), bad);
            look();
            look();
        }
        Files.write(bundle.resolve("model.onnx"), good);
        for (String more : List.of("smoothing: 4", "speed: high", "sha256: 12", "labels: [a]")) {
            Files.writeString(bundle.resolve("bundle.yaml"), TinyClassifier.brightYaml(more + "\n"));
            look();
            assertTrue(models.refusal().orElseThrow().contains("bundle.yaml"), models.refusal()::toString);
        }
        Files.writeString(bundle.resolve("bundle.yaml"),
                TinyClassifier.brightYaml("").replace("labels: [dark, ", "labels: [dark, grey, "));
        look();
        assertTrue(models.refusal().orElseThrow().contains("names 3 labels, but its output out gives 2 numbers"));
        assertEquals(7, changes("refused"));
        assertEquals(before, models.told());
        show(10, 0.9);
        assertEquals(1, events.size());
        Files.writeString(bundle.resolve("bundle.yaml"), TinyClassifier.brightYaml(""));
        look();
        assertTrue(models.refusal().isEmpty());
        assertEquals(0, changes("taken"), "it is the one in use");
    }

    @Test
    void anotherKindBehindTheSameLinkTakesOverAsKubernetesExchangesVolumes() throws IOException {
        bright("one", "");
        brightening("two");
        Path link = Files.createSymbolicLink(folder.resolve("current"), Path.of("one"));
        watchWith(link);
        show(3, 0.1);
        Files.createSymbolicLink(folder.resolve("..next"), Path.of("two"));
        Files.move(folder.resolve("..next"), link, StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        Object before = models.provenance().get("sha256");
        look();
        assertTrue(models.told().contains("clip-classifier"), models::told);
        Object after = models.provenance().get("sha256");
        assertNotEquals(before, after);
        for (int i = 0; i < 20; i++) {
            show(0.045 * i, i >= 3);
        }
        assertEquals(CrimeType.ASSAULT, assertInstanceOf(Confirmed.class, events.get(1)).type());
        Files.delete(link);
        look();
        assertTrue(models.told().contains("clip-classifier"));
        Files.createSymbolicLink(link, Path.of("one"));
        look();
        assertTrue(models.told().contains("frame-classifier"));
        show(10, 0.1);
        assertEquals(2, changes("taken"));
    }

    @Test
    void theDefaultModelAndAUsersTakeTurnsThoughTheirPicturesDifferInSize() throws IOException {
        Path pose = Path.of("models/movenet-multipose").toAbsolutePath();
        bright("mine", "");
        Path link = Files.createSymbolicLink(folder.resolve("current"), pose);
        watchWith(link);
        show(2, 0.5);
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("mine"));
        look();
        show(10, 0.9);
        assertEquals(1, events.size());
        Files.delete(link);
        Files.createSymbolicLink(link, pose);
        look();
        show(2, 0.5);
        assertEquals(2, changes("taken"));
        assertEquals(0, mailbox.superseded());
    }
}
