package dev.vigil.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.convert.MakeModel;
import dev.vigil.inference.Engine;
import dev.vigil.inference.FoundEngines;
import dev.vigil.inference.FoundEngines.Found;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.OnnxEngine;
import dev.vigil.inference.Outputs;
import dev.vigil.rehearsal.SceneFilm;
import dev.vigil.rehearsal.scene.Scene;
import dev.vigil.stream.Frame;
import dev.vigil.stream.Sampling;
import dev.vigil.stream.VideoFileReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cameras whose samples the engine keeps itself are judged as those whose backbone comes back to the host: a fight, a
 * calm street with a hole in it, a fast camera that leaves in the middle, and one that gets its slot and is
 * connected anew; in batches of one to three, in changing order.
 */
class MotionByEngineTest {

    private static final Path ORIGINAL = Path.of("models/movenet-multipose").toAbsolutePath();
    private static final double FIRST = 3.6;
    private static final double LAST = 8.8;
    private static final long TENTH = 100_000_000L;

    @TempDir
    static Path folder;

    private static List<List<Shown>> script;
    private static List<Assessment> onHost;

    /** A picture that a camera shows, at a place of a batch. */
    private record Shown(String camera, int slot, boolean anew, Frame picture, long arrival) {
    }

    @BeforeAll
    static void theHostJudges() throws Exception {
        script = script(film(Scene.fight(0, 31), "fight"), film(Scene.meeting(33), "meeting"));
        try (Engine engine = new OnnxEngine(ModelBundle.load(ORIGINAL), 1, 2)) {
            assertFalse(engine.outputs().has("motion"));
            onHost = judge(engine, script.stream().flatMap(List::stream).map(List::of).toList());
        }
        assertTrue(onHost.stream().anyMatch(seen -> seen.confidence() > 80), "the fight must be seen");
        assertTrue(onHost.stream().filter(seen -> seen.confidence() > 0).count() > 25, "and more than it be judged");
    }

    static Stream<Found> engines() {
        return FoundEngines.all().stream();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void inSinglePrecisionConfidencesAreTheSameToATenth(Found found) throws Exception {
        Path models = Files.createDirectories(folder.resolve("models"));
        Path whole = Files.createDirectories(models.resolve("whole"));
        Files.writeString(whole.resolve("bundle.yaml"), Files.readString(
                Path.of("models/movenet-multipose-fp16/bundle.yaml")).replace("fp16", "fp32")
                .replace("../movenet-multipose", ORIGINAL.toString()));
        MakeModel.main(new String[] {models.toString()});
        compare(found, ModelBundle.load(whole), 0.1);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void inHalfPrecisionConfidencesAreTheSameWithinHalfAPoint(Found found) {
        compare(found, ModelBundle.load(Path.of("models/movenet-multipose-fp16")), 0.5);
    }

    private static void compare(Found found, ModelBundle bundle, double tolerance) {
        assertEquals(List.of("people"), bundle.outputs(), "no layer leaves the engine");
        try (Engine engine = found.opener().open(bundle, 4)) {
            List<Assessment> given = judge(engine, script);
            double most = 0;
            for (int i = 0; i < onHost.size(); i++) {
                most = Math.max(most, Math.abs(onHost.get(i).confidence() - given.get(i).confidence()));
                assertEquals(onHost.get(i).confidence(), given.get(i).confidence(), tolerance, "picture " + i);
                assertEquals(onHost.get(i).lagNanos(), given.get(i).lagNanos(), 1e3, "picture " + i);
            }
            System.out.printf("motion by %s, %s: confidences differ by %.4f at most, %d pictures%n",
                    found, bundle.name(), most, onHost.size());
        }
    }

    /** In the order of their pictures in the script, whatever the batches. */
    private static List<Assessment> judge(Engine engine, List<List<Shown>> batches) {
        Detectors detectors = new Detectors(engine.bundle());
        Map<String, SceneDetector> cameras = new HashMap<>();
        List<Assessment> all = new ArrayList<>();
        int bytes = engine.bundle().input().rgbBytes();
        Frame stamps = new Frame(engine.bundle().input());
        for (List<Shown> batch : batches) {
            for (int place = 0; place < batch.size(); place++) {
                Shown shown = batch.get(place);
                engine.input().put(place * bytes, shown.picture().pixels(), 0, bytes);
                engine.place(place, shown.slot(), shown.anew(), stamped(stamps, shown));
            }
            engine.run(batch.size());
            for (int place = 0; place < batch.size(); place++) {
                Shown shown = batch.get(place);
                SceneDetector detector = cameras.computeIfAbsent(shown.camera(), name -> detectors.with(List.of()));
                if (shown.anew()) {
                    detector.reset();
                }
                Outputs outputs = engine.outputs();
                all.add(detector.assess(stamped(stamps, shown), outputs, place));
            }
        }
        return all;
    }

    private static Frame stamped(Frame stamps, Shown shown) {
        stamps.arrivalNanos = shown.arrival();
        stamps.pictureWidth = shown.picture().pictureWidth;
        stamps.pictureHeight = shown.picture().pictureHeight;
        return stamps;
    }

    private static List<List<Shown>> script(List<Frame> fight, List<Frame> calm) {
        List<List<Shown>> steps = new ArrayList<>();
        for (int i = 0; i < fight.size(); i++) {
            long now = 7_000_000_000L + 2 * i * TENTH;
            List<Shown> step = new ArrayList<>();
            step.add(new Shown("fight", 1, i == 0, fight.get(i), now));
            // Nothing comes for 1.4 s: too long for a window, and nobody says so.
            if (i < 10 || i > 16) {
                step.add(new Shown("hole", 0, i == 0, calm.get(i), now + 1));
            }
            if (i % 4 == 3 && i < 12) {
                Collections.reverse(step);
            }
            if (i < 11 && i % 3 > 0) {
                step.add(new Shown("leaves", 2, i == 1, calm.get(i), now + 2));
            } else if (i >= 11) {
                step.add(0, new Shown("takes its slot", 2, i == 11 || i == 18, fight.get(i), now + 2));
            }
            steps.add(step);
            if (i < 11) {
                // Ten a second: not every picture is a sample.
                steps.add(List.of(new Shown("leaves", 2, false, calm.get(i), now + TENTH)));
            }
        }
        return steps;
    }

    private static List<Frame> film(Scene scene, String name) throws Exception {
        Path file = folder.resolve(name + ".h264");
        SceneFilm.shoot(scene, LAST, file);
        List<Frame> pictures = new ArrayList<>();
        try (VideoFileReader reader = new VideoFileReader(file, ModelBundle.load(ORIGINAL).input(),
                Sampling.everyNth(3), Instant.EPOCH)) {
            Frame frame = new Frame(ModelBundle.load(ORIGINAL).input());
            while (reader.next(frame)) {
                // Raw H.264 knows no times.
                if (frame.sequence / SceneFilm.RATE > FIRST) {
                    pictures.add(frame);
                    frame = new Frame(frame.size());
                }
            }
        }
        return pictures;
    }
}
