package dev.vigil.replay;

import dev.vigil.detection.Assessment;
import dev.vigil.detection.Box;
import dev.vigil.detection.Detectors;
import dev.vigil.detection.People;
import dev.vigil.detection.Person;
import dev.vigil.detection.SceneDetector;
import dev.vigil.file.Sha256;
import dev.vigil.inference.Engine;
import dev.vigil.inference.EngineException;
import dev.vigil.inference.ModelKind;
import dev.vigil.replay.Timeline.Body;
import dev.vigil.replay.Timeline.Event;
import dev.vigil.replay.Timeline.Sample;
import dev.vigil.replay.Timeline.Thresholds;
import dev.vigil.stream.Frame;
import dev.vigil.stream.Sampling;
import dev.vigil.stream.VideoFileReader;
import dev.vigil.zone.Zone;
import dev.vigil.zone.ZoneJudge;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs videos, one after the other, through the path that a camera's frames take: reader, engine, detector, incident
 * machine. One picture at a time on the caller's thread, so that nothing depends on the machine's speed.
 */
public final class Replay {

    /**
     * What to look at and how to judge it.
     *
     * @param start     wall time of each video's first picture, for rules that depend on the time of day
     * @param zones     of the camera that the videos stand for
     * @param keypoints whether the timeline keeps people's keypoints
     * @param pictures  whether pictures are kept for a page
     */
    public record Plan(Sampling sampling, Thresholds thresholds, Instant start, List<Zone> zones, boolean keypoints,
            boolean pictures) {
    }

    /** @param snapshots for the page; none where the plan asks for none */
    record Result(Timeline timeline, List<Snapshot> snapshots) {
    }

    private final Engine engine;
    private final Plan plan;
    private final Detectors detectors;
    private final Frame frame;

    /**
     * @param engine stays the caller's, who closes it
     * @throws EngineException where its model is no pose model
     */
    public Replay(Engine engine, Plan plan) {
        if (engine.bundle().kind() != ModelKind.POSE) {
            throw new EngineException("model bundle " + engine.bundle().name() + " is a "
                    + engine.bundle().kind().word() + ": videos are replayed with pose models only");
        }
        this.engine = engine;
        this.plan = plan;
        this.detectors = new Detectors(engine.bundle());
        this.frame = new Frame(engine.bundle().input());
    }

    /** @throws IOException with one line that names the file */
    Result run(Path video, Progress progress) throws IOException {
        try (VideoFileReader reader = new VideoFileReader(video, frame.size(), plan.sampling(), plan.start())) {
            SceneDetector detector = detectors.with(ZoneJudge.of(plan.zones()));
            IncidentRun incidents = new IncidentRun(plan.thresholds().rules(), plan.start());
            List<Sample> samples = new ArrayList<>();
            Album album = new Album(reader.duration().toMillis() / 1e3, plan.zones());
            while (reader.next(frame)) {
                Assessment assessment = look(detector, samples.isEmpty());
                List<Event> events = incidents.accept(assessment);
                samples.add(sample(incidents.seconds(assessment.arrivalNanos()), assessment, detector.people()));
                if (plan.pictures()) {
                    album.offer(samples.get(samples.size() - 1), events, frame, detector.people());
                }
                progress.at(reader.seconds(), reader.duration().toMillis() / 1e3);
            }
            Timeline.About about = new Timeline.About(video.getFileName().toString(), Sha256.of(video), plan.start(),
                    Math.max(reader.seconds(), reader.duration().toMillis() / 1e3), reader.framesPerSecond(),
                    plan.sampling().toString(), engine.bundle().name(), engine.bundle().sha256(), detectors.name(),
                    reader.decodeErrors(), plan.thresholds());
            return new Result(new Timeline(about, samples, incidents.events()), album.snapshots());
        }
    }

    /**
     * Hands out what a video's pictures are judged to be, one after the other, and keeps nothing: for hours of footage.
     *
     * @param from wall time of the first picture, in place of the plan's
     * @throws IOException with one line that names the file
     */
    public void assess(Path video, Instant from, Progress progress, Consumer<Assessment> seen) throws IOException {
        progress.begin(video.getFileName().toString());
        try (VideoFileReader reader = new VideoFileReader(video, frame.size(), plan.sampling(), from)) {
            SceneDetector detector = detectors.with(ZoneJudge.of(plan.zones()));
            int pictures = 0;
            while (reader.next(frame)) {
                seen.accept(look(detector, pictures == 0));
                pictures++;
                progress.at(reader.seconds(), reader.duration().toMillis() / 1e3);
            }
            progress.end(reader.seconds(), pictures + " pictures");
        }
    }

    /** What fights are judged by. */
    public String judge() {
        return detectors.name();
    }

    private Assessment look(SceneDetector detector, boolean first) {
        engine.input().put(0, frame.pixels(), 0, frame.size().rgbBytes());
        engine.place(0, 0, first, frame);
        engine.run(1);
        return detector.assess(frame, engine.outputs(), 0);
    }

    private Sample sample(double t, Assessment assessment, People people) {
        List<Body> bodies = new ArrayList<>();
        for (int i = 0; i < people.count(); i++) {
            Person person = people.get(i);
            bodies.add(new Body(rounded(person.score), new Box(rounded(person.left), rounded(person.top),
                    rounded(person.right), rounded(person.bottom)), plan.keypoints() ? keypoints(person) : null));
        }
        return new Sample(t, frame.sequence, assessment.confidence(), assessment.type().wire(), assessment.why(),
                assessment.box(), bodies, assessment.lagNanos() / 1e9);
    }

    private static float[] keypoints(Person person) {
        float[] all = new float[Person.KEYPOINTS * 3];
        for (int k = 0; k < Person.KEYPOINTS; k++) {
            all[3 * k] = rounded(person.keypointX[k]);
            all[3 * k + 1] = rounded(person.keypointY[k]);
            all[3 * k + 2] = rounded(person.keypointScore[k]);
        }
        return all;
    }

    /** To a thousandth: less than a pixel of what the model sees. */
    private static float rounded(float value) {
        return Math.round(value * 1000) / 1000f;
    }
}
