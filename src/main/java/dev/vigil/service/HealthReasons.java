package dev.vigil.service;

import dev.vigil.backend.Backend;
import dev.vigil.backend.BackendState;
import dev.vigil.telemetry.HealthBoard;
import dev.vigil.watch.CameraWatch;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says in words what makes the service live and ready. A blind camera is told, but the others are still watched. */
final class HealthReasons {

    /** A batch takes well under a second; a CPU that others share may take many times that. */
    private static final Duration STUCK = Duration.ofSeconds(60);

    private final House house;
    private final AssignmentKeeper keeper;
    private final Backend backend;
    private final boolean rehearsal;

    HealthReasons(House house, AssignmentKeeper keeper, Backend backend, boolean rehearsal) {
        this.house = house;
        this.keeper = keeper;
        this.backend = backend;
        this.rehearsal = rehearsal;
    }

    void hangOut(HealthBoard board) {
        board.liveWhile("engine", this::engineStuck);
        board.readyWhile("engine", this::engineStuck);
        board.readyWhile("backend", this::backendProblem);
        board.readyWhile("assignment", keeper::problem);
        board.tell("assignment from", keeper::origin);
        board.tell("cameras", () -> Integer.toString(house.tower().watches().size()));
        board.tell("blind", () -> house.tower().watches().stream()
                .flatMap(watch -> watch.blindBecause().map(why -> watch.id() + ": " + why).stream())
                .collect(Collectors.joining("; ")));
        board.tell("sirens", () -> house.tower().watches().stream()
                .flatMap(watch -> watch.sirenUnavailableBecause().map(why -> watch.id() + ": " + why).stream())
                .collect(Collectors.joining("; ")));
        board.tell("incidents", () -> house.tower().watches().stream().filter(watch -> watch.incident().isPresent())
                .map(CameraWatch::id).map(Object::toString).collect(Collectors.joining(", ")));
        board.tell("reports waiting", () -> Integer.toString(house.outbox().pending()));
        board.tell("reports refused", () -> Integer.toString(house.outbox().refused().size()));
        board.tell("outbox", () -> house.outbox().problem().orElse("durable"));
        board.tell("mode", () -> rehearsal ? "rehearsal" : "real");
        board.started();
    }

    private Optional<String> engineStuck() {
        if (!house.batcher().isRunning()) {
            return Optional.of("the batcher's thread has ended");
        }
        return house.batcher().busyNanos() > STUCK.toNanos()
                ? Optional.of("the engine has been running over one batch for more than " + STUCK.toSeconds() + " s")
                : Optional.empty();
    }

    private Optional<String> backendProblem() {
        BackendState state = backend.state();
        return state.ok() ? Optional.empty() : Optional.of(state.reason());
    }
}
