package dev.vigil.watch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.camera.Camera;
import dev.vigil.detection.Assessment;
import dev.vigil.detection.ClassifierDetector;
import dev.vigil.detection.CrimeType;
import dev.vigil.detection.Detector;
import dev.vigil.detection.DetectorSwitch;
import dev.vigil.detection.People;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.OnnxEngine;
import dev.vigil.inference.Outputs;
import dev.vigil.inference.TinyClassifier;
import dev.vigil.outbox.ReportKind;
import dev.vigil.rehearsal.rtsp.Credentials;
import dev.vigil.rehearsal.rtsp.RtspServer;
import dev.vigil.rehearsal.video.VideoFeed;
import dev.vigil.stream.Alertness;
import dev.vigil.stream.Frame;
import dev.vigil.stream.Gating;
import dev.vigil.stream.StreamSettings;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A calm camera with a user's own classifier: gated, woken by what moves, and judged as if it had never been calm. */
class GatedClassifierTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int SKIP = 3;
    /** Five pictures a second, of which each is a sample of a clip. */
    private static final int CLIP = 4;
    private static final String STRIDE = "stride_seconds: 0.2";

    @TempDir
    Path folder;

    private final TimeSource time = TimeSource.system();

    /** What is to be seen once the camera is calm. */
    private interface Seen {
        void in(Stage stage, LitRoom room);
    }

    private void watch(Path model, LitRoom room, Function<ModelBundle, Function<Camera, Detector>> detectors,
            Seen seen) throws IOException {
        StreamSettings gated = StreamSettings.defaults(SKIP)
                .with(new Gating(true, Duration.ofSeconds(10), 5, Duration.ofSeconds(3), SKIP));
        try (VideoFeed feed = new VideoFeed("room", room, time);
                RtspServer server = new RtspServer(InetAddress.getByName("127.0.0.1"), 0, "/live",
                        new Credentials("guard", "secret"), 2, feed);
                Stage stage = new Stage(folder, ModelBundle.load(model), gated, detectors, camera -> List.of(),
                        new WatchObserver() { }, time)) {
            stage.watch(List.of(Stage.camera(1, server.host(), server.port(), "/live", "guard", "secret")));
            // A new camera is taken for calm until its first packets tell.
            until(stage, () -> stage.watch(1).stream().packets() > 60
                    && stage.watch(1).alertness() == Alertness.CALM);
            long decoded = stage.watch(1).stream().decoded();
            long packets = stage.watch(1).stream().packets();
            until(stage, () -> stage.watch(1).stream().packets() >= packets + 45);
            assertEquals(Alertness.CALM, stage.watch(1).alertness());
            assertTrue(stage.watch(1).stream().decoded() - decoded <= 4, "key pictures only");
            assertEquals(List.of(), stage.reports, "nothing was to be reported");
            seen.in(stage, room);
        }
    }

    private static void until(Stage stage, Callable<Boolean> there) {
        until(stage, LONG, there);
    }

    private static void until(Stage stage, Duration longest, Callable<Boolean> there) {
        await().atMost(longest).pollInterval(Duration.ofMillis(200)).until(() -> {
            stage.tower.tick();
            return there.call();
        });
    }

    private static void assertReported(Stage stage, LitRoom room, CrimeType type) {
        room.begin();
        until(stage, () -> stage.reports.stream().anyMatch(report -> report.kind() == ReportKind.CRIME));
        assertEquals(ReportKind.ALERT, stage.reports.get(0).kind());
        assertEquals(Alertness.ALARMED, stage.watch(1).alertness());
        String crime = stage.reports.stream().filter(report -> report.kind() == ReportKind.CRIME).findFirst()
                .orElseThrow().body();
        assertTrue(crime.contains(type.wire()), crime);
    }

    @Test
    void whatAFrameClassifierKnowsIsReportedFromACalmCamera() throws IOException {
        Path model = TinyClassifier.bright(100, 0.5f).bundle(folder.resolve("tiny"), TinyClassifier.brightYaml(""));
        watch(model, new LitRoom(since -> since > 0 && since < 20 ? 0.95 : 0.3),
                bundle -> camera -> new ClassifierDetector(bundle),
                (stage, room) -> assertReported(stage, room, CrimeType.VANDALISM));
    }

    @Test
    void whatAClipClassifierKnowsIsReportedFromACalmCamera() throws IOException {
        // Half of the picture brightens by 0.2 a second: by 0.06 in the whole within a clip.
        Path model = TinyClassifier.brightening(CLIP, 300, 0.02f).bundle(folder.resolve("tiny"),
                TinyClassifier.brighteningYaml(CLIP, STRIDE, ""));
        watch(model, new LitRoom(since -> 0.1 + 0.2 * since), bundle -> camera -> new ClassifierDetector(bundle),
                (stage, room) -> assertReported(stage, room, CrimeType.ASSAULT));
    }

    @Test
    void whoeverAsksForACalmCamerasPictureGetsTheNextKeyPicture() throws IOException {
        Path model = TinyClassifier.bright(100, 0.5f).bundle(folder.resolve("tiny"), TinyClassifier.brightYaml(""));
        watch(model, new LitRoom(since -> 0.3), bundle -> camera -> new ClassifierDetector(bundle), (stage, room) -> {
            for (int i = 0; i < 3; i++) {
                // Key pictures come every two seconds, looks every ten at most, and what stays the same is spared.
                assertTrue(stage.watch(1).nextSnapshot().orTimeout(5, TimeUnit.SECONDS).join().width() > 0);
            }
            assertEquals(Alertness.CALM, stage.watch(1).alertness());
        });
    }

    @Test
    void anotherModelIsShownTheNextKeyPictureThoughTheOneBeforeSawNothingInIt() throws IOException {
        Path model = TinyClassifier.bright(100, 0.5f).bundle(folder.resolve("tiny"), TinyClassifier.brightYaml(""));
        Path other = TinyClassifier.bright(100, -1).bundle(folder.resolve("other"), TinyClassifier.brightYaml(""));
        watch(model, new LitRoom(since -> 0.3), bundle -> camera -> new DetectorSwitch(ClassifierDetector::new),
                (stage, room) -> {
                    ModelBundle next = ModelBundle.load(other);
                    assertTrue(stage.batcher.exchange(new OnnxEngine(next, 4, 2), () -> new OnnxEngine(next, 4, 2)));
                    until(stage, Duration.ofSeconds(8), () -> !stage.reports.isEmpty());
                    assertEquals(ReportKind.ALERT, stage.reports.get(0).kind());
                });
    }

    @Test
    void theFirstClipsAfterACalmHoldWhatWasBeforeTheWakingAndNothingOlder() throws IOException {
        List<float[]> clips = new CopyOnWriteArrayList<>();
        watch(means(), new LitRoom(since -> 0.1 + 0.2 * since), bundle -> camera -> new Reader(clips),
                (stage, room) -> {
                    clips.clear();
                    room.begin();
                    until(stage, () -> clips.stream().anyMatch(clip -> clip[CLIP - 1] > 0.4));
                });
        float dark = clips.get(0)[0];
        List<float[]> event = clips.stream().filter(clip -> clip[CLIP - 1] > dark + 0.01).toList();
        // The first one begins in the dark: the packets kept were decoded, and nothing of the beginning is missing.
        assertEquals(dark, event.get(0)[0], 0.015, Arrays.toString(event.get(0)));
        assertTrue(event.get(0)[CLIP - 1] < dark + 0.08, Arrays.toString(event.get(0)));
        for (float[] clip : event) {
            for (int i = 1; i < CLIP; i++) {
                assertTrue(clip[i] >= clip[i - 1] - 0.01, "in the order of time: " + Arrays.toString(clip));
            }
        }
        // 0.02 a stride; a stand-in for a late picture is made up for by the next.
        List<float[]> within = event.stream().filter(clip -> clip[0] > dark + 0.03).toList();
        double rise = within.stream().mapToDouble(clip -> clip[CLIP - 1] - clip[0]).average().orElseThrow();
        assertEquals(0.06, rise, 0.02, "at the speed of life");
    }

    /** Gives the brightness of each picture of a clip, as the model sees it. */
    private Path means() throws IOException {
        float[][] weights = new float[3 * CLIP][CLIP];
        for (int frame = 0; frame < CLIP; frame++) {
            weights[frame][frame] = 1;
        }
        return new TinyClassifier("NCTHW", "float32", CLIP, weights, new float[CLIP]).bundle(folder.resolve("means"),
                TinyClassifier.brighteningYaml(CLIP, STRIDE, ""));
    }

    /** Writes down what the model saw, and is never alarmed. */
    private record Reader(List<float[]> clips) implements Detector {

        @Override
        public Assessment assess(Frame frame, Outputs outputs, int index) {
            float[] clip = new float[CLIP];
            outputs.tensor("out").data().get(index * CLIP, clip);
            clips.add(clip);
            return new Assessment(frame.arrivalNanos, Instant.ofEpochMilli(frame.captureMillis), 0, CrimeType.ASSAULT,
                    "read", null);
        }

        @Override
        public People people() {
            return new People(0);
        }

        @Override
        public void reset() {
            // It has no past.
        }
    }
}
