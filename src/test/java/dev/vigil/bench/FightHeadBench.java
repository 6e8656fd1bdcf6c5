package dev.vigil.bench;

import com.sun.management.ThreadMXBean;
import dev.vigil.detection.Detector;
import dev.vigil.detection.Detectors;
import dev.vigil.inference.Engine;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.OnnxEngine;
import dev.vigil.rehearsal.SceneFilm;
import dev.vigil.rehearsal.scene.Scene;
import dev.vigil.stream.Frame;
import dev.vigil.stream.Sampling;
import dev.vigil.stream.VideoFileReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What judging a frame costs beside the network: decoding people, following them and the fight head's window, in CPU
 * time of the judging thread, which other load on the machine does not change much; what it allocates; and the memory
 * that each camera keeps. A drawn calm street and a drawn fight, five samples a second.
 *
 * <pre>./mvnw -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=dev.vigil.bench.FightHeadBench</pre>
 */
public final class FightHeadBench {

    private static final int FRAME_SKIP = 3;
    private static final double SECONDS = 12;
    private static final int CAMERAS = 100;
    private static final int WARM_ROUNDS = 20;
    private static final int ROUNDS = 10;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Engine engine;
    private final Frame frame;

    private FightHeadBench(Engine engine) {
        this.engine = engine;
        frame = new Frame(engine.bundle().input());
    }

    public static void main(String[] none) throws IOException {
        Logger.getLogger("dev.vigil").setLevel(Level.WARNING);
        try (Engine engine = new OnnxEngine(ModelBundle.load(Path.of("models/movenet-multipose")), 1, 1)) {
            FightHeadBench bench = new FightHeadBench(engine);
            System.out.printf("%-14s %7s | %8s %8s %8s %10s | %14s%n", "scene", "frames", "CPU p50", "p95", "mean ms",
                    "network ms", "bytes a frame");
            bench.scene("calm street", Scene.busy(32));
            bench.scene("fight", Scene.fight(1, 31));
            bench.memory();
        }
    }

    /** Frames that a camera delivers, each inferred once: their outputs are put back before each judgement. */
    private void scene(String name, Scene scene) throws IOException {
        List<RecordedOutputs> all = new ArrayList<>();
        long network = film(scene, all);
        Detector detector = new Detectors(engine.bundle()).with(List.of());
        int frames = all.size();
        long[] costs = new long[ROUNDS * frames];
        long allocated = 0;
        long now = 0;
        for (int round = 0; round < WARM_ROUNDS + ROUNDS; round++) {
            allocated = 0;
            for (int i = 0; i < frames; i++) {
                all.get(i).putBack();
                now += 200_000_000L;
                frame.arrivalNanos = now;
                long before = threads.getCurrentThreadAllocatedBytes();
                long begin = threads.getCurrentThreadCpuTime();
                detector.assess(frame, engine.outputs(), 0);
                long cost = threads.getCurrentThreadCpuTime() - begin;
                allocated += threads.getCurrentThreadAllocatedBytes() - before;
                if (round >= WARM_ROUNDS) {
                    costs[(round - WARM_ROUNDS) * frames + i] = cost;
                }
            }
        }
        Arrays.sort(costs);
        System.out.printf(Locale.ROOT, "%-14s %7d | %8.2f %8.2f %8.2f %10.1f | %14d%n", name, costs.length,
                costs[costs.length / 2] / 1e6, costs[(int) (costs.length * 0.95)] / 1e6,
                Arrays.stream(costs).average().orElse(0) / 1e6, network / 1e6 / frames, allocated / frames);
    }

    /** CPU time of the network, on one thread. */
    private long film(Scene scene, List<RecordedOutputs> all) throws IOException {
        Path film = Files.createTempFile("bench", ".h264");
        long network = 0;
        try {
            SceneFilm.shoot(scene, SECONDS, film);
            try (VideoFileReader reader = new VideoFileReader(film, frame.size(), Sampling.everyNth(FRAME_SKIP),
                    Instant.EPOCH)) {
                while (reader.next(frame)) {
                    engine.input().put(0, frame.pixels(), 0, frame.size().rgbBytes());
                    long begin = threads.getCurrentThreadCpuTime();
                    engine.run(1);
                    network += threads.getCurrentThreadCpuTime() - begin;
                    all.add(new RecordedOutputs(engine));
                }
            }
        } finally {
            Files.delete(film);
        }
        return network;
    }

    private void memory() {
        Detectors detectors = new Detectors(engine.bundle());
        Detector[] cameras = new Detector[CAMERAS];
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CAMERAS; i++) {
            cameras[i] = detectors.with(List.of());
        }
        System.out.printf(Locale.ROOT, "memory of a camera's detector: %.2f MB before its first frame, with which the"
                + " fight head's window of 2.6 MB is made (mean of %d)%n", (threads.getCurrentThreadAllocatedBytes() - before) / 1e6 / CAMERAS,
                cameras.length);
    }
}
