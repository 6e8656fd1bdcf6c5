package dev.vigil.bench;

import dev.vigil.capacity.CapacityPlan;
import dev.vigil.capacity.Footage;
import dev.vigil.capacity.Load;
import dev.vigil.capacity.Trial;
import dev.vigil.inference.Engine;
import dev.vigil.inference.EngineException;
import dev.vigil.inference.EngineKind;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.tensorrt.EngineChoice;
import dev.vigil.inference.tensorrt.Precision;
import dev.vigil.inference.tensorrt.TensorRtEngine;
import dev.vigil.rehearsal.video.Recording;
import dev.vigil.stream.DecoderKind;
import dev.vigil.stream.StreamSettings;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Cameras from RTSP to decision, beside what the engine alone could carry: so many rehearsal cameras before a busy
 * street, in the service's own rooms (streams, batcher, detection, incidents), every fifth picture looked at and none
 * gated away. The playing cameras run on the same host and are part of the cores. One line and exit code 2 where the
 * engine is not to be had.
 *
 * <pre>./mvnw -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=dev.vigil.bench.EndToEnd \
 *     -Dexec.args="[onnxruntime|tensorrt [SECONDS [CAMERAS,CAMERAS,...]]]"</pre>
 *
 * With tensorrt, which takes {@code -Pgpu}, pictures are decoded on the GPU, too, and the model is the one of half
 * precision. SECONDS (20) is how long each number of cameras is watched once it has settled.
 */
public final class EndToEnd {

    /** Held here, or its level would be collected with it. */
    private static final Logger ROOMS = Logger.getLogger("dev.vigil");
    private static final int FRAME_SKIP = 5;
    private static final int RUNS = 20;

    private final ModelBundle bundle;
    private final EngineChoice choice;
    private final DecoderKind decoder;
    private final boolean handOver;

    /** @param handOver whether pictures that a GPU decodes may stay there */
    private EndToEnd(EngineKind kind, boolean handOver) {
        this.handOver = handOver;
        boolean gpu = kind == EngineKind.TENSORRT;
        bundle = ModelBundle.load(Path.of("models", gpu ? "movenet-multipose-fp16" : "movenet-multipose"));
        decoder = gpu ? DecoderKind.NVDEC : DecoderKind.CPU;
        choice = new EngineChoice(kind, 0, Runtime.getRuntime().availableProcessors(), Precision.TF32,
                Path.of("target/engines"));
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            EngineKind kind = EngineKind.valueOf(argument(arguments, 0, "onnxruntime").toUpperCase(Locale.ROOT));
            int[] cameras = Arrays.stream(argument(arguments, 2, "1,2,4").split(",")).mapToInt(Integer::parseInt)
                    .toArray();
            run(kind, true, Duration.ofSeconds(Integer.parseInt(argument(arguments, 1, "20"))), cameras);
        } catch (IllegalArgumentException mistake) {
            System.err.println("usage: [onnxruntime|tensorrt [SECONDS, 5 or more [CAMERAS,CAMERAS,...]]]: "
                    + mistake.getMessage());
            System.exit(2);
        } catch (EngineException missing) {
            System.err.println("no bench without its engine: " + missing.getMessage());
            System.exit(2);
        }
        // Native threads of others must not keep Maven's process.
        System.exit(0);
    }

    private static String argument(String[] arguments, int place, String otherwise) {
        return arguments.length > place ? arguments[place] : otherwise;
    }

    /** Prints a line for each number of cameras. */
    static void run(EngineKind kind, boolean handOver, Duration measured, int... cameras) throws IOException,
            InterruptedException {
        ROOMS.setLevel(Level.SEVERE);
        new EndToEnd(kind, handOver).run(measured, cameras);
    }

    private void run(Duration measured, int[] cameras) throws IOException, InterruptedException {
        double limit;
        try (Engine engine = choice.open(bundle)) {
            limit = framesPerSecond(engine);
            System.out.printf(Locale.ROOT, "%n%s on %s; alone it carries %.0f pictures a second%s%n", bundle.name(),
                    engine.name(), limit, !engine.takesDevicePictures() ? "" : handOver
                            ? "; those decoded on the GPU are handed over there" : "; all come by way of the host");
        }
        System.out.printf("%7s %9s | %9s %9s %7s | %8s %8s %6s | %s%n", "cameras", "connected", "given/s", "seen/s",
                "behind", "p50 ms", "p99 ms", "cores", "of the engine's limit");
        Recording street = Footage.BUSY.record();
        for (int count : cameras) {
            CapacityPlan plan = new CapacityPlan(bundle, this::open,
                    StreamSettings.defaults(FRAME_SKIP).with(decoder), 500, measured, count, List.of(Footage.BUSY));
            Load load = new Trial(plan, TimeSource.system()).run(street, count);
            System.out.printf(Locale.ROOT, "%7d %9d | %9.1f %9.1f %7d | %8.0f %8.0f %6.2f | %.0f %%%n", count,
                    load.connected(), load.given(), load.seen(), load.behind(), load.p50(), load.p99(), load.cores(),
                    100 * load.seen() / limit);
        }
    }

    private Engine open() {
        Engine engine = choice.open(bundle);
        return handOver ? engine : new ByTheHost(engine);
    }

    /** The most that it computes, of all sizes of batches; on a GPU with all pictures there already. */
    private static double framesPerSecond(Engine engine) {
        byte[] noise = new byte[engine.input().capacity()];
        new Random(1).nextBytes(noise);
        engine.input().put(0, noise);
        double best = 0;
        for (int frames : engine.buckets()) {
            best = Math.max(best, frames * 1000 / millis(engine, frames));
        }
        return best;
    }

    private static double millis(Engine engine, int frames) {
        engine.run(frames);
        if (engine instanceof TensorRtEngine gpu) {
            return gpu.computeMillis(frames, RUNS);
        }
        long began = System.nanoTime();
        for (int run = 0; run < RUNS; run++) {
            engine.run(frames);
        }
        return (System.nanoTime() - began) / 1e6 / RUNS;
    }
}
