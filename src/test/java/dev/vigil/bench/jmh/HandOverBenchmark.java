package dev.vigil.bench.jmh;

import dev.vigil.bench.SimulatedEngine;
import dev.vigil.inference.Batcher;
import dev.vigil.inference.BatcherLimits;
import dev.vigil.inference.ModelBundle;
import dev.vigil.stream.Frame;
import dev.vigil.stream.FrameMailbox;
import dev.vigil.time.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A frame's way through the batcher: from the mailbox of one of 32 cameras, by schedule and batch, to its handler. The
 * engine takes no time. One operation is one frame of 448 x 256, whose pixels are copied once.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class HandOverBenchmark {

    private static final int CAMERAS = 32;

    private final List<FrameMailbox> mailboxes = new ArrayList<>();
    private Batcher batcher;
    private volatile long handled;
    private long published;

    @Setup(Level.Trial)
    public void join() {
        ModelBundle bundle = ModelBundle.load(Path.of("models/movenet-multipose"));
        batcher = new Batcher(() -> new SimulatedEngine(bundle, new SimulatedEngine.Curve(0, 0), CAMERAS),
                TimeSource.system(), new BatcherLimits(CAMERAS, Duration.ofMillis(5), Duration.ofMinutes(1)));
        for (int i = 0; i < CAMERAS; i++) {
            FrameMailbox mailbox = new FrameMailbox(bundle.input());
            // All on the batcher's thread.
            batcher.join(mailbox, (frame, outputs, index) -> handled = handled + 1);
            mailboxes.add(mailbox);
        }
    }

    @Benchmark
    @OperationsPerInvocation(CAMERAS)
    public void aFrameFromEachCamera() {
        for (FrameMailbox mailbox : mailboxes) {
            Frame frame = mailbox.claim();
            frame.pictureWidth = 448;
            frame.pictureHeight = 252;
            frame.arrivalNanos = System.nanoTime();
            mailbox.publish(frame);
        }
        published += CAMERAS;
        while (handled < published) {
            Thread.onSpinWait();
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        batcher.close();
    }
}
