package dev.vigil.backend;

import dev.vigil.backend.BackendState.Standing;
import dev.vigil.time.TimeSource;

/** Turns the outcome of calls into a standing. A refused or throttled request says nothing against the back end. */
final class StateKeeper {
    private final TimeSource time;
    private BackendState state;

    StateKeeper(TimeSource time) {
        this.time = time;
        this.state = new BackendState(Standing.NOT_ASKED_YET, "no call to the back end has been made yet", time.now());
    }

    synchronized BackendState state() {
        return state;
    }

    void succeeded() {
        move(Standing.OK, "the back end answers");
    }

    void failed(BackendException e) {
        switch (e.kind()) {
            case WRONG_CREDENTIALS -> move(Standing.WRONG_CREDENTIALS, e.getMessage());
            case NOT_WHITELISTED -> move(Standing.NOT_WHITELISTED, e.getMessage());
            case UNAVAILABLE, BROKEN_ANSWER -> move(Standing.UNAVAILABLE, e.getMessage());
            case REJECTED, THROTTLED -> { }
        }
    }

    private synchronized void move(Standing standing, String reason) {
        state = new BackendState(standing, reason, state.standing() == standing ? state.since() : time.now());
    }
}
