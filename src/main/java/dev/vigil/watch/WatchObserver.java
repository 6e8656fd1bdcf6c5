package dev.vigil.watch;

import dev.vigil.alarm.SirenAttempt;
import dev.vigil.stream.Frame;

/** Hears how long each step of a camera's way took. Called on the threads of those steps: be quick, do not throw. */
public interface WatchObserver {

    /** A frame was assessed; its stamps tell the steps before. Only good during the call. */
    void decided(Frame frame, long decidedNanos);

    /** A siren sounded, {@code nanos} after it was decided. */
    void sirenSounded(String way, long nanos);

    /** A command was given to a siren by one of its ways. */
    void sirenAttempted(SirenAttempt attempt);
}
