package dev.vigil.watch;

import dev.vigil.alarm.SirenAnswer;
import dev.vigil.alarm.SirenAttempt;
import dev.vigil.incident.IncidentEvent;
import dev.vigil.stream.Frame;

/**
 * Hears how long each step of a camera's way took and what came of it, or what of that it cares for. Called on the
 * threads of those steps: be quick, do not throw.
 */
public interface WatchObserver {

    /** A frame was assessed; its stamps tell the steps before. Only good during the call. */
    default void decided(Frame frame, long decidedNanos) {
    }

    /**
     * Something happened in a camera's incident, and its siren and report are on their way.
     *
     * @param name  the camera, for people
     * @param frame the one that decided, with its stamps, only good during the call; null where time did
     */
    default void happened(long camera, String name, IncidentEvent event, Frame frame, long decidedNanos) {
    }

    /** A camera's siren sounded. */
    default void sirenSounded(long camera, SirenAnswer answer) {
    }

    /** A command was given to a siren by one of its ways. */
    default void sirenAttempted(SirenAttempt attempt) {
    }
}
