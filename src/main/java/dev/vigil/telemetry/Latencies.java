package dev.vigil.telemetry;

import dev.vigil.alarm.SirenAnswer;
import dev.vigil.alarm.SirenAttempt;
import dev.vigil.stream.Frame;
import dev.vigil.watch.WatchObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Times every step of the way as {@code vigil.latency}: {@code decode}, {@code batch}, {@code inference} and
 * {@code decision} each from the step before, {@code arrival_to_decision} over all of them, {@code siren} from the
 * decision to the siren's answer and {@code report} from the decision to the back end's.
 * Each command to a siren is counted and timed by its way besides.
 */
public final class Latencies implements WatchObserver {

    private static final Duration[] BOUNDS = millis(5, 10, 25, 50, 100, 250, 500, 1000, 2500);

    private final MeterRegistry registry;
    private final Timer decode;
    private final Timer batch;
    private final Timer inference;
    private final Timer decision;
    private final Timer whole;
    private final Timer siren;
    private final Timer report;

    public Latencies(MeterRegistry registry) {
        this.registry = registry;
        decode = timer(registry, "decode");
        batch = timer(registry, "batch");
        inference = timer(registry, "inference");
        decision = timer(registry, "decision");
        whole = timer(registry, "arrival_to_decision");
        siren = timer(registry, "siren");
        report = timer(registry, "report");
    }

    private static Timer timer(MeterRegistry registry, String step) {
        return Timer.builder("vigil.latency").description("Time that a step took").tag("step", step)
                .serviceLevelObjectives(BOUNDS).register(registry);
    }

    private static Duration[] millis(long... bounds) {
        return java.util.Arrays.stream(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    @Override
    public void decided(Frame frame, long decidedNanos) {
        // What was kept undecoded while nothing seemed to happen was not late until it was wanted.
        long wanted = frame.arrivalNanos + frame.heldNanos;
        decode.record(frame.decodedNanos - wanted, TimeUnit.NANOSECONDS);
        batch.record(frame.batchedNanos - frame.decodedNanos, TimeUnit.NANOSECONDS);
        inference.record(frame.inferredNanos - frame.batchedNanos, TimeUnit.NANOSECONDS);
        decision.record(decidedNanos - frame.inferredNanos, TimeUnit.NANOSECONDS);
        whole.record(decidedNanos - wanted, TimeUnit.NANOSECONDS);
    }

    @Override
    public void sirenSounded(long camera, SirenAnswer answer) {
        siren.record(answer.nanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void sirenAttempted(SirenAttempt attempt) {
        boolean answered = attempt.failure().isEmpty();
        registry.counter("vigil.siren.commands", "way", attempt.way(), "result", answered ? "answered" : "failed")
                .increment();
        if (answered) {
            Timer.builder("vigil.siren.answer").description("From a siren's command to the answer, by way")
                    .tag("way", attempt.way()).serviceLevelObjectives(BOUNDS).register(registry)
                    .record(attempt.nanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** A report was delivered; {@code age} since its decision, by the wall clock, since restarts lie between. */
    public void reportDelivered(Duration age) {
        report.record(age.isNegative() ? Duration.ZERO : age);
    }
}
