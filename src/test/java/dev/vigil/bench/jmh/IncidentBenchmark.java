package dev.vigil.bench.jmh;

import dev.vigil.detection.Assessment;
import dev.vigil.detection.CrimeType;
import dev.vigil.incident.IncidentEvent;
import dev.vigil.incident.IncidentMachine;
import dev.vigil.incident.IncidentRules;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The state machine of incidents, for one assessment: of a camera where nothing is, and of one with an open crime. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class IncidentBenchmark {

    private static final int MADE = 20_000;
    private static final long EVERY_NANOS = 200_000_000L;

    @Param({"3", "93"})
    public double confidence;

    private final Assessment[] assessments = new Assessment[MADE];
    private IncidentMachine incidents;
    private int next = MADE;

    @Setup
    public void make() {
        Instant begin = Instant.parse("2026-11-23T02:00:00Z");
        for (int i = 0; i < MADE; i++) {
            assessments[i] = new Assessment(i * EVERY_NANOS, begin.plusNanos(i * EVERY_NANOS), confidence,
                    CrimeType.FIGHTING, "for the bench", null);
        }
    }

    /** Time goes on; when the hours that were made are over, a new camera begins. */
    @Benchmark
    public List<IncidentEvent> assess() {
        if (next == MADE) {
            next = 0;
            incidents = new IncidentMachine(IncidentRules.defaults());
        }
        return incidents.onAssessment(assessments[next++]);
    }
}
