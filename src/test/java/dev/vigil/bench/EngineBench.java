package dev.vigil.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.vigil.inference.Engine;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.OnnxEngine;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What a frame costs on ONNX Runtime, by model, threads and batch: time, and CPU time, which other load on the machine
 * changes less. Models and settings take turns, round by round, so that a bad moment hits all of them alike; medians.
 *
 * <pre>./mvnw -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=dev.vigil.bench.EngineBench \
 *     -Dexec.args="[ROUNDS [BUNDLE...]]"</pre>
 */
public final class EngineBench {

    private static final int[] THREADS = {1, 2};
    private static final int[] BATCHES = {1, 2, 4, 8};
    /** Of each setting in a round: the process' CPU time goes by steps of 10 ms, too coarse for a single frame. */
    private static final int FRAMES = 8;

    private final OperatingSystemMXBean system =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private EngineBench() {
    }

    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
        List<String> bundles = arguments.length > 1 ? List.of(arguments).subList(1, arguments.length)
                : List.of("models/movenet-multipose");
        new EngineBench().run(bundles.stream().map(Path::of).map(ModelBundle::load).toList(), rounds);
    }

    private void run(List<ModelBundle> bundles, int rounds) {
        List<Engine> engines = new ArrayList<>();
        try {
            for (ModelBundle bundle : bundles) {
                for (int threads : THREADS) {
                    engines.add(warm(new OnnxEngine(bundle, FRAMES, threads)));
                }
            }
            double[][] wall = new double[engines.size() * BATCHES.length][rounds];
            double[][] cpu = new double[wall.length][rounds];
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < wall.length; i++) {
                    measure(engines.get(i / BATCHES.length), BATCHES[i % BATCHES.length], wall[i], cpu[i], round);
                }
            }
            System.out.printf("%d rounds, load %.1f%n%7s %6s %12s %14s%n", rounds, system.getSystemLoadAverage(),
                    "threads", "batch", "ms a frame", "CPU-ms a frame");
            for (int i = 0; i < wall.length; i++) {
                Engine engine = engines.get(i / BATCHES.length);
                System.out.printf(Locale.ROOT, "%7d %6d %12.1f %14.1f  %s%n",
                        THREADS[i / BATCHES.length % THREADS.length], BATCHES[i % BATCHES.length], Median.of(wall[i]),
                        Median.of(cpu[i]), engine.bundle().name());
            }
        } finally {
            engines.forEach(Engine::close);
        }
    }

    private static Engine warm(Engine engine) {
        byte[] noise = new byte[engine.input().capacity()];
        new Random(1).nextBytes(noise);
        engine.input().put(0, noise);
        Arrays.stream(BATCHES).forEach(engine::run);
        return engine;
    }

    private void measure(Engine engine, int batch, double[] wall, double[] cpu, int round) {
        long cpuBegan = system.getProcessCpuTime();
        long began = System.nanoTime();
        for (int frames = 0; frames < FRAMES; frames += batch) {
            engine.run(batch);
        }
        wall[round] = (System.nanoTime() - began) / 1e6 / FRAMES;
        cpu[round] = (system.getProcessCpuTime() - cpuBegan) / 1e6 / FRAMES;
    }
}
