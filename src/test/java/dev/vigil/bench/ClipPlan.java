package dev.vigil.bench;

import dev.vigil.detection.Assessment;
import dev.vigil.detection.Detector;
import dev.vigil.detection.Detectors;
import dev.vigil.inference.Engine;
import dev.vigil.rehearsal.video.FilmPictures;
import dev.vigil.rehearsal.video.FilmWriter;
import dev.vigil.replay.Progress;
import dev.vigil.replay.Replay;
import dev.vigil.replay.Timeline.Thresholds;
import dev.vigil.stream.Frame;
import dev.vigil.stream.Sampling;
import dev.vigil.stream.VideoFileReader;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How a clip is looked at, as a file and as a camera, so that both look at the very same pictures: about five a second.
 *
 * @param rate      pictures a second that its camera sends
 * @param step      of so many pictures of the file the camera sends one
 * @param frameSkip of so many of those one is looked at
 * @param seconds   how long the clip is
 */
record ClipPlan(Path clip, double rate, int step, int frameSkip, double seconds) {

    private static final double LOOKS_A_SECOND = 5;

    static ClipPlan of(Path clip, Engine engine) throws IOException {
        try (VideoFileReader file = new VideoFileReader(clip, engine.bundle().input(), Sampling.everyNth(1),
                Instant.EPOCH); FilmPictures camera = new FilmPictures(clip)) {
            return new ClipPlan(clip, camera.rate(), (int) Math.round(file.framesPerSecond() / camera.rate()),
                    (int) Math.max(1, Math.round(camera.rate() / LOOKS_A_SECOND)), file.duration().toMillis() / 1e3);
        }
    }

    /** The last picture that is looked at in so many rounds. */
    long lastPicture(int rounds) {
        return (long) (rounds * seconds * rate) / frameSkip * frameSkip;
    }

    /** What replay says of the file. */
    Windows replayed(Engine engine) throws IOException {
        List<Assessment> all = new ArrayList<>();
        new Replay(engine, new Replay.Plan(Sampling.everyNth(frameSkip * step), new Thresholds(50, 80, 2, 10),
                Instant.EPOCH, List.of(), false, false))
                .assess(clip, Instant.EPOCH, new Progress(new PrintWriter(Writer.nullWriter()), false, 1,
                        TimeSource.system()), all::add);
        Windows windows = new Windows();
        for (int i = 0; i < all.size(); i++) {
            windows.add((long) frameSkip * (i + 1), all.get(i));
        }
        return windows;
    }

    /** What is said of what the camera sends in so many rounds, bit by bit, were there no network and no waiting. */
    Windows sent(Engine engine, int rounds) throws IOException {
        Path film = Files.createTempFile("sent", ".h264");
        Frame frame = new Frame(engine.bundle().input());
        Detector detector = new Detectors(engine.bundle()).with(List.of());
        Windows windows = new Windows();
        try {
            try (FilmPictures pictures = new FilmPictures(clip)) {
                FilmWriter.write(pictures, rounds * seconds, film);
            }
            try (VideoFileReader reader = new VideoFileReader(film, frame.size(), Sampling.everyNth(frameSkip),
                    Instant.EPOCH)) {
                while (reader.next(frame)) {
                    // Raw H.264 knows no times.
                    frame.arrivalNanos = Math.round((frame.sequence - 1) * 1e9 / rate);
                    engine.input().put(0, frame.pixels(), 0, frame.size().rgbBytes());
                    engine.run(1);
                    windows.add(frame.sequence, detector.assess(frame, engine.outputs(), 0));
                }
            }
        } finally {
            Files.delete(film);
        }
        return windows;
    }
}
