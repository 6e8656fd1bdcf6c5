package dev.vigil.bench.jmh;

import dev.vigil.detection.People;
import dev.vigil.detection.PoseDecoder;
import dev.vigil.inference.Engine;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.OnnxEngine;
import dev.vigil.rehearsal.SceneFilm;
import dev.vigil.rehearsal.scene.Scene;
import dev.vigil.stream.Frame;
import dev.vigil.stream.Sampling;
import dev.vigil.stream.VideoFileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** People out of the model's heads, for one frame of the drawn fight. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class PoseDecodingBenchmark {

    private static final double SECONDS = 8;

    private final PoseDecoder decoder = new PoseDecoder();
    private final People people = decoder.newPeople();
    private Engine engine;
    private Frame frame;

    @Setup(Level.Trial)
    public void look() throws IOException {
        engine = new OnnxEngine(ModelBundle.load(Path.of("models/movenet-multipose")), 1, 1);
        frame = new Frame(engine.bundle().input());
        Path film = Files.createTempFile("bench", ".h264");
        try {
            SceneFilm.shoot(Scene.fight(1, 31), SECONDS, film);
            try (VideoFileReader reader = new VideoFileReader(film, frame.size(), Sampling.everyNth(3),
                    Instant.EPOCH)) {
                while (reader.next(frame)) {
                    engine.input().put(0, frame.pixels(), 0, frame.size().rgbBytes());
                }
            }
        } finally {
            Files.delete(film);
        }
        engine.run(1);
        decode();
        if (people.count() < 2) {
            throw new IllegalStateException("two people fight, and " + people.count() + " were found");
        }
    }

    @Benchmark
    public People decode() {
        decoder.decode(engine.outputs(), 0, frame.pictureWidth, frame.pictureHeight, people);
        return people;
    }

    @TearDown(Level.Trial)
    public void close() {
        engine.close();
    }
}
