package dev.vigil.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.vigil.inference.Engine;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.OnnxEngine;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * What a frame costs on ONNX Runtime, by threads and batch: time, and CPU time, which other load on the machine
 * changes less. Settings take turns, round by round, so that a bad moment hits all of them alike; medians.
 *
 * <pre>./mvnw -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=dev.vigil.bench.EngineBench \
 *     -Dexec.args="[BUNDLE [ROUNDS]]"</pre>
 */
public final class EngineBench {

    private static final int[] THREADS = {1, 2};
    private static final int[] BATCHES = {1, 2, 4, 8};
    private static final int MOST = 8;

    private final OperatingSystemMXBean system =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private EngineBench() {
    }

    public static void main(String[] arguments) {
        ModelBundle bundle = ModelBundle.load(Path.of(arguments.length > 0 ? arguments[0]
                : "models/movenet-multipose"));
        new EngineBench().run(bundle, arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10);
    }

    private void run(ModelBundle bundle, int rounds) {
        double[][] wall = new double[THREADS.length * BATCHES.length][rounds];
        double[][] cpu = new double[wall.length][rounds];
        Engine[] engines = Arrays.stream(THREADS).mapToObj(threads -> new OnnxEngine(bundle, MOST, threads))
                .toArray(Engine[]::new);
        try {
            for (Engine engine : engines) {
                byte[] noise = new byte[engine.input().capacity()];
                new Random(1).nextBytes(noise);
                engine.input().put(0, noise);
                Arrays.stream(BATCHES).forEach(engine::run);
            }
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < wall.length; i++) {
                    measure(engines[i / BATCHES.length], BATCHES[i % BATCHES.length], wall[i], cpu[i], round);
                }
            }
        } finally {
            Arrays.stream(engines).forEach(Engine::close);
        }
        System.out.printf("%s, %d rounds, load %.1f%n%7s %6s %12s %12s%n", bundle.file(), rounds,
                system.getSystemLoadAverage(), "threads", "batch", "ms a frame", "CPU-ms a frame");
        for (int i = 0; i < wall.length; i++) {
            System.out.printf(Locale.ROOT, "%7d %6d %12.1f %12.1f%n", THREADS[i / BATCHES.length],
                    BATCHES[i % BATCHES.length], median(wall[i]), median(cpu[i]));
        }
    }

    private void measure(Engine engine, int batch, double[] wall, double[] cpu, int round) {
        long cpuBegan = system.getProcessCpuTime();
        long began = System.nanoTime();
        engine.run(batch);
        wall[round] = (System.nanoTime() - began) / 1e6 / batch;
        cpu[round] = (system.getProcessCpuTime() - cpuBegan) / 1e6 / batch;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
