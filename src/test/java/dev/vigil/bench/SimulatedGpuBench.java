package dev.vigil.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.vigil.detection.Detector;
import dev.vigil.detection.Detectors;
import dev.vigil.inference.Batcher;
import dev.vigil.inference.BatcherLimits;
import dev.vigil.inference.ModelBundle;
import dev.vigil.time.TimeSource;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;

/**
 * Everything that is ours between the decoders and the incidents, with a GPU that is simulated: frames are published
 * into the cameras' mailboxes at their rate, go through the real batcher, and are tracked, judged and decided on.
 *
 * <pre>MAVEN_OPTS=-XX:MaxDirectMemorySize=3g ./mvnw -q test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=dev.vigil.bench.SimulatedGpuBench</pre>
 */
public final class SimulatedGpuBench {

    static final ModelBundle BUNDLE = ModelBundle.load(Path.of("models/movenet-multipose"));

    private static final SimulatedEngine.Curve H100 = new SimulatedEngine.Curve(1.5, 0.05);
    /** Carries some 1,950 frames a second. */
    private static final SimulatedEngine.Curve TOO_SLOW = new SimulatedEngine.Curve(1.5, 0.465);
    /** Frames a second of each camera. */
    private static final double RATE = 3;
    private static final int WARM_SECONDS = 15;
    private static final int SECONDS = 20;

    private SimulatedGpuBench() {
    }

    public static void main(String[] none) throws InterruptedException {
        Logger.getLogger("dev.vigil").setLevel(Level.WARNING);
        System.out.printf("%s; too slow: %s; load %.1f%n", H100, TOO_SLOW,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        System.out.printf("%-20s %7s %6s | %-19s | %-19s | %6s %6s | %-20s | %8s | %-22s | %s%n", "", "cameras", "given/s",
                "wait p50/p99/max ms", "+ batch p50/p99/max", "decid.", "batch", "seen/s least-most", "gap max",
                "CPU all/batcher/feeder", "bytes a frame, batcher/feeder");
        run("no detection", 1000, H100, 0, detectors -> null);
        run("", 250, H100, 0, detectors -> detectors.with(List.of()));
        run("", 1000, H100, 0, detectors -> detectors.with(List.of()));
        run("too slow", 1000, TOO_SLOW, 0, detectors -> detectors.with(List.of()));
        run("too slow, 50 alarmed", 1000, TOO_SLOW, 50, detectors -> detectors.with(List.of()));
    }

    private static void run(String what, int cameras, SimulatedEngine.Curve curve, int alarmed,
            Function<Detectors, Detector> detector) throws InterruptedException {
        try (Batcher batcher = new Batcher(() -> new SimulatedEngine(BUNDLE, curve, cameras), TimeSource.system(),
                BatcherLimits.usual())) {
            Detectors detectors = new Detectors(BUNDLE);
            List<SimulatedCamera> all = new ArrayList<>();
            for (int i = 0; i < cameras; i++) {
                all.add(new SimulatedCamera(batcher, detector.apply(detectors)));
                all.get(i).lane.urgent(i < alarmed);
            }
            Feeder feeder = new Feeder(all, RATE);
            feeder.start();
            Thread.sleep(WARM_SECONDS * 1000L);
            feeder.paused = true;
            Thread.sleep(1000);
            all.forEach(SimulatedCamera::forget);
            feeder.paused = false;
            Measure measure = new Measure(feeder.getId());
            long batches = batcher.batches();
            long frames = batcher.frames();
            Thread.sleep(SECONDS * 1000L);
            String cost = measure.told(batcher.frames() - frames);
            double batch = (double) (batcher.frames() - frames) / (batcher.batches() - batches);
            feeder.ended = true;
            feeder.join();
            Thread.sleep(500);
            System.out.printf(Locale.ROOT, "%-20s %7d %6.0f | %-19s | %-19s | %6s %6.1f | %-20s | %5.0f ms | %s%n",
                    what, cameras, RATE * cameras, spread(all, one -> one.waited), spread(all, one -> one.inferred),
                    percentile(all, one -> one.decided, 0.99), batch, rates(all, alarmed),
                    all.stream().mapToLong(one -> one.longestGapNanos).max().orElse(0) / 1e6, cost);
        }
    }

    private static String spread(List<SimulatedCamera> all, Function<SimulatedCamera, int[]> bins) {
        return percentile(all, bins, 0.5) + " " + percentile(all, bins, 0.99) + " " + percentile(all, bins, 1);
    }

    private static String percentile(List<SimulatedCamera> all, Function<SimulatedCamera, int[]> bins, double share) {
        long[] sum = new long[SimulatedCamera.BINS];
        all.forEach(one -> Arrays.setAll(sum, i -> sum[i] + bins.apply(one)[i]));
        long wanted = (long) Math.ceil(Arrays.stream(sum).sum() * share);
        int bin = -1;
        for (long passed = 0; passed < wanted; passed += sum[bin]) {
            bin++;
        }
        return String.format(Locale.ROOT, "%.1f", (bin + 1) / 10.0);
    }

    private static String rates(List<SimulatedCamera> all, int alarmed) {
        String others = rates(all.subList(alarmed, all.size()));
        return alarmed == 0 ? others : rates(all.subList(0, alarmed)) + ", " + others;
    }

    private static String rates(List<SimulatedCamera> some) {
        double[] rates = some.stream().mapToDouble(one -> (double) one.seen / SECONDS).sorted().toArray();
        return String.format(Locale.ROOT, "%.2f-%.2f", rates[0], rates[rates.length - 1]);
    }

    /** CPU time and garbage from its making on. */
    private static final class Measure {

        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        private final long feeder;
        private final long batcher = Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(one -> one != null && one.getThreadName().equals("batcher")).findFirst().orElseThrow()
                .getThreadId();
        private final long[] begin;

        Measure(long feeder) {
            this.feeder = feeder;
            begin = now();
        }

        private long[] now() {
            return new long[] {System.nanoTime(), system.getProcessCpuTime(), threads.getThreadCpuTime(batcher),
                    threads.getThreadCpuTime(feeder), threads.getThreadAllocatedBytes(batcher),
                    threads.getThreadAllocatedBytes(feeder)};
        }

        String told(long frames) {
            long[] end = now();
            double[] spent = IntStream.range(0, end.length).mapToDouble(i -> end[i] - begin[i]).toArray();
            return String.format(Locale.ROOT, "%.2f/%.2f/%.2f cores   | %.2f/%.2f", spent[1] / spent[0],
                    spent[2] / spent[0], spent[3] / spent[0], spent[4] / frames, spent[5] / frames);
        }
    }

    /** Publishes every camera's frames at its rate, each camera at its own moment of the round. */
    private static final class Feeder extends Thread {

        private final List<SimulatedCamera> cameras;
        private final long everyNanos;
        private volatile boolean paused;
        private volatile boolean ended;

        Feeder(List<SimulatedCamera> cameras, double rate) {
            super("feeder");
            this.cameras = cameras;
            everyNanos = (long) (1e9 / rate / cameras.size());
            setDaemon(true);
        }

        @Override
        public void run() {
            long due = System.nanoTime();
            for (int next = 0; !ended; next = (next + 1) % cameras.size()) {
                due += everyNanos;
                for (long left = due - System.nanoTime(); left > 0 || paused; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(Math.max(left, 100_000));
                    due = paused ? System.nanoTime() : due;
                }
                cameras.get(next).publish();
            }
        }
    }
}
