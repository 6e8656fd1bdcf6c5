package dev.vigil.telemetry;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Where the service hangs out how it is: named conditions, each with the reason why it does not hold. The health probes
 * ask it, so it answers from memory and never calls anybody.
 */
@Singleton
public class HealthBoard {

    private final Map<String, Supplier<Optional<String>>> live = new ConcurrentHashMap<>();
    private final Map<String, Supplier<Optional<String>>> ready = new ConcurrentHashMap<>();
    private final Map<String, Supplier<String>> details = new ConcurrentHashMap<>();
    private volatile boolean started;

    /** Without this condition the process should be restarted; empty means that it holds. */
    public void liveWhile(String condition, Supplier<Optional<String>> problem) {
        live.put(condition, problem);
    }

    /** Without this condition the service does not do its job; empty means that it holds. */
    public void readyWhile(String condition, Supplier<Optional<String>> problem) {
        ready.put(condition, problem);
    }

    /** Something worth knowing that does not decide anything. */
    public void tell(String name, Supplier<String> detail) {
        details.put(name, detail);
    }

    /** All parts stand. */
    public void started() {
        started = true;
    }

    boolean isStarted() {
        return started;
    }

    Map<String, String> liveProblems() {
        return problems(live);
    }

    Map<String, String> readyProblems() {
        return started ? problems(ready) : Map.of("start", "the model is being loaded and warmed up");
    }

    Map<String, String> details() {
        Map<String, String> told = new LinkedHashMap<>();
        details.forEach((name, detail) -> told.put(name, detail.get()));
        return told;
    }

    private static Map<String, String> problems(Map<String, Supplier<Optional<String>>> conditions) {
        Map<String, String> problems = new LinkedHashMap<>();
        conditions.forEach((name, condition) -> condition.get().ifPresent(problem -> problems.put(name, problem)));
        return problems;
    }
}
