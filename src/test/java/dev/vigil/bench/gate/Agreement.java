package dev.vigil.bench.gate;

import dev.vigil.bench.RecordedOutputs;
import dev.vigil.detection.Assessment;
import dev.vigil.detection.Detectors;
import dev.vigil.detection.SceneDetector;
import dev.vigil.incident.IncidentEvent;
import dev.vigil.incident.IncidentMachine;
import dev.vigil.incident.IncidentRules;
import dev.vigil.incident.Phase;
import dev.vigil.inference.Engine;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.OnnxEngine;
import dev.vigil.rehearsal.SceneFilm;
import dev.vigil.rehearsal.scene.Scene;
import dev.vigil.rehearsal.video.FilmPictures;
import dev.vigil.rehearsal.video.FilmWriter;
import dev.vigil.replay.ClipList;
import dev.vigil.stream.Gating;
import dev.vigil.stream.Screening;
import dev.vigil.stream.StreamSettings;
import dev.vigil.stream.WakeCause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether gating changes what is found. Each clip is played three times behind still seconds of its own first picture,
 * encoded as a camera would, and goes through gate, decoder, model, judges and incident rules, gated and not; whoever
 * stands in that picture is overlooked, so that the gate shuts. The rehearsal's scenes come first. Two runs agree when both open an incident and confirm a crime, or both do not.
 *
 * <pre>./mvnw -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=dev.vigil.bench.gate.Agreement \
 *     -Dexec.args="CLIPS.CSV [EVERY_NTH_CLIP [SECONDS_OF_SCENES [MOST_SECONDS [STILL_SECONDS]]]]"</pre>
 */
public final class Agreement {

    /** The film begins between two key pictures; 0 for a camera that connects in the midst of it. */
    private static final double STILL = 12.7;
    private static final double LINGER = 3;
    private static final int SPARED_LOOKS = 5;
    private static final double SCENE_RATE = SceneFilm.RATE;
    private static final int LOOKS_A_SECOND = 5;

    /** What was found: when, in seconds, suspicion and crime came first, or NaN. */
    private record Found(double suspected, double confirmed, double calmSeconds, String wakes) {
    }

    private final Engine engine;
    private final Path film;
    private final double stillSeconds;
    private int agreed;
    private int all;
    private int woken;
    private int slept;
    private int incidents;
    private final List<Double> later = new ArrayList<>();

    private Agreement(Engine engine, Path film, double stillSeconds) {
        this.engine = engine;
        this.film = film;
        this.stillSeconds = stillSeconds;
    }

    public static void main(String[] arguments) throws IOException {
        int every = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        double scenes = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 60;
        double most = arguments.length > 3 ? Double.parseDouble(arguments[3]) : Double.MAX_VALUE;
        double still = arguments.length > 4 ? Double.parseDouble(arguments[4]) : STILL;
        long end = System.nanoTime() + (long) Math.min(Long.MAX_VALUE / 4.0, most * 1e9);
        Path film = Files.createTempFile("agreement", ".h264");
        try (Engine engine = new OnnxEngine(ModelBundle.load(Path.of("models/movenet-multipose")), 1, 2)) {
            Agreement agreement = new Agreement(engine, film, still);
            if (scenes > 0) {
                agreement.scene("fight", Scene.fight(25, 1), scenes);
                agreement.scene("meeting", Scene.meeting(3), scenes);
                agreement.scene("empty", Scene.empty(4), scenes);
            }
            List<ClipList.Clip> clips = ClipList.read(Path.of(arguments[0]));
            for (int i = 0; i < clips.size() && System.nanoTime() < end; i += every) {
                agreement.clip(clips.get(i));
            }
            agreement.summary();
        } finally {
            Files.delete(film);
        }
    }

    private void scene(String name, Scene scene, double seconds) throws IOException {
        SceneFilm.shoot(scene, seconds, film);
        compare(name, SCENE_RATE, 5, 0);
    }

    private void clip(ClipList.Clip clip) throws IOException {
        double rate;
        double seconds;
        try (FilmPictures pictures = new FilmPictures(clip.file())) {
            rate = pictures.rate();
            seconds = stillSeconds + 8;
        }
        FilmWriter.write(new StillThenFilm(new FilmPictures(clip.file()), stillSeconds), seconds, film);
        compare(clip.name(), rate, (int) Math.max(1, Math.round(rate / LOOKS_A_SECOND)), stillSeconds);
    }

    private void compare(String name, double rate, int skip, double still) throws IOException {
        Map<Long, RecordedOutputs> outputs = new HashMap<>();
        Found off = run(rate, skip, still, new Gating(false, Duration.ofSeconds(10), 0, Duration.ofSeconds(5), 100), outputs);
        Found on = run(rate, skip, still, new Gating(true, Duration.ofSeconds(10), SPARED_LOOKS,
                Duration.ofSeconds((long) LINGER), 100), outputs);
        boolean same = Double.isNaN(off.suspected) == Double.isNaN(on.suspected)
                && Double.isNaN(off.confirmed) == Double.isNaN(on.confirmed);
        all++;
        agreed += same ? 1 : 0;
        slept += on.calmSeconds > 1 ? 1 : 0;
        woken += on.wakes.isEmpty() ? 0 : 1;
        double delay = on.suspected - off.suspected;
        if (!Double.isNaN(delay)) {
            incidents++;
            later.add(delay);
        }
        System.out.printf(Locale.ROOT, "%-22s %s  suspected %6.2f / %6.2f (%+.2f s)  confirmed %6.2f / %6.2f  calm %.1f s,"
                + " woken by %s%n", name, same ? "agrees " : "DIFFERS", off.suspected, on.suspected, delay,
                off.confirmed, on.confirmed, on.calmSeconds, on.wakes);
    }

    private Found run(double rate, int skip, double still, Gating gating, Map<Long, RecordedOutputs> outputs)
            throws IOException {
        SceneDetector detector = new Detectors(engine.bundle()).with(List.of());
        IncidentMachine machine = new IncidentMachine(IncidentRules.defaults());
        double[] first = {Double.NaN, Double.NaN};
        double[] tick = {1};
        StreamSettings settings = StreamSettings.defaults(skip).with(gating);
        try (Screening screening = new Screening(rate, settings, engine.bundle().input(), (frame, at, shown) -> {
            if (at < still - 4 && !gating.enabled()) {
                return;
            }
            RecordedOutputs known = outputs.get(frame.sequence);
            if (known == null) {
                engine.input().put(0, frame.pixels(), 0, frame.size().rgbBytes());
                engine.run(1);
                outputs.put(frame.sequence, new RecordedOutputs(engine));
            } else {
                known.putBack();
            }
            Assessment assessment = detector.assess(frame, engine.outputs(), 0);
            for (; tick[0] < at; tick[0]++) {
                note(machine.onTick(frame.arrivalNanos, Instant.ofEpochMilli(frame.captureMillis)), shown, first);
            }
            note(machine.onAssessment(assessment), shown, first);
            // Who stands in the first picture would keep the camera watched: the worst case is that nobody was seen.
            shown.judged(frame, machine.phase() != Phase.CALM, assessment.confidence() >= 25,
                    at < still ? 0 : detector.peopleInSight());
        })) {
            screening.show(film);
            StringBuilder wakes = new StringBuilder();
            for (WakeCause cause : WakeCause.values()) {
                long times = screening.counters().wakes(cause);
                wakes.append(times == 0 ? "" : cause + " " + times + " ");
            }
            return new Found(first[0], first[1], screening.calmSeconds(), wakes.toString());
        }
    }

    /** What is decided of a picture that was kept is decided when the camera wakes. */
    private static void note(List<IncidentEvent> events, Screening shown, double[] first) {
        double at = shown.readSeconds();
        for (IncidentEvent event : events) {
            if (event instanceof IncidentEvent.Suspected && Double.isNaN(first[0])) {
                first[0] = at;
            } else if (event instanceof IncidentEvent.Confirmed && Double.isNaN(first[1])) {
                first[1] = at;
            }
        }
    }

    private void summary() {
        double[] sorted = later.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(Locale.ROOT, "%d films, %d agree; %d with an incident in both: first alert later by %.2f s in"
                + " the median, %.2f s at most; %d were calm before, %d of all were woken%n", all, agreed, incidents,
                sorted.length == 0 ? 0 : sorted[sorted.length / 2], sorted.length == 0 ? 0 : sorted[sorted.length - 1],
                slept, woken);
    }
}
