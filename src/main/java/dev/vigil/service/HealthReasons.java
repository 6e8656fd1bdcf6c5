package dev.vigil.service;

import dev.vigil.backend.Backend;
import dev.vigil.backend.BackendState;
import dev.vigil.stream.Alertness;
import dev.vigil.telemetry.HealthBoard;
import dev.vigil.watch.CameraWatch;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says in words what makes the service live and ready. A blind camera is told, but the others are still watched. */
final class HealthReasons {

    /** After its limit the watchdog replaces an engine; one that still hangs then is beyond its help. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    private final House house;
    private final AssignmentKeeper keeper;
    private final Backend backend;
    private final boolean rehearsal;
    private final Duration longestBatch;

    HealthReasons(House house, AssignmentKeeper keeper, Backend backend, Duration longestBatch, boolean rehearsal) {
        this.house = house;
        this.keeper = keeper;
        this.backend = backend;
        this.longestBatch = longestBatch;
        this.rehearsal = rehearsal;
    }

    void hangOut(HealthBoard board) {
        board.liveWhile("engine", () -> engineStuck(longestBatch.plus(GRACE)));
        board.readyWhile("engine", () -> engineStuck(longestBatch));
        board.readyWhile("backend", this::backendProblem);
        board.readyWhile("assignment", keeper::problem);
        board.tell("assignment from", keeper::origin);
        board.tell("model", house.models()::told);
        board.tell("model refused", () -> house.models().refusal().orElse(""));
        board.tell("cameras", () -> Integer.toString(house.tower().watches().size()));
        house.capacity().ifPresent(watch -> {
            board.readyWhile("capacity", watch::problem);
            board.tell("capacity certified", watch::inWords);
        });
        board.tell("blind", () -> house.tower().watches().stream()
                .flatMap(watch -> watch.blindBecause().map(why -> watch.id() + ": " + why).stream())
                .collect(Collectors.joining("; ")));
        board.tell("rates", house.tower()::paceInWords);
        board.tell("tampered", () -> house.tower().watches().stream()
                .flatMap(watch -> watch.tamper().map(what -> watch.id() + ": " + what.words()).stream())
                .collect(Collectors.joining("; ")));
        board.tell("calm", () -> Long.toString(house.tower().watches().stream()
                .filter(watch -> watch.alertness() == Alertness.CALM).count()));
        board.tell("sirens", () -> house.tower().watches().stream()
                .flatMap(watch -> watch.sirenUnavailableBecause().map(why -> watch.id() + ": " + why).stream())
                .collect(Collectors.joining("; ")));
        board.tell("incidents", () -> house.tower().watches().stream().filter(watch -> watch.incident().isPresent())
                .map(CameraWatch::id).map(Object::toString).collect(Collectors.joining(", ")));
        board.tell("reports waiting", () -> Integer.toString(house.outbox().pending()));
        board.tell("reports refused", () -> Integer.toString(house.outbox().refusals()));
        board.tell("outbox", () -> house.outbox().problem().orElse("durable"));
        board.tell("audit log", () -> house.audit().problem().orElse("durable"));
        board.tell("engines replaced", () -> Integer.toString(house.batcher().replacements()));
        board.tell("readers replaced", () -> Long.toString(house.tower().replacedReaders()));
        board.tell("mode", () -> rehearsal ? "rehearsal" : "real");
        board.started();
    }

    private Optional<String> engineStuck(Duration limit) {
        if (!house.batcher().isRunning()) {
            return Optional.of("the batcher's thread has ended");
        }
        if (house.batcher().isBeyondHelp()) {
            return Optional.of("the engine hangs again after " + house.batcher().replacements()
                    + " replacements: the service must be restarted");
        }
        return house.batcher().busyNanos() > limit.toNanos()
                ? Optional.of("the engine has been at one batch for more than " + limit.toSeconds() + " s")
                : Optional.empty();
    }

    private Optional<String> backendProblem() {
        BackendState state = backend.state();
        return state.ok() ? Optional.empty() : Optional.of(state.reason());
    }
}
