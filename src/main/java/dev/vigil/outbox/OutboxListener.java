package dev.vigil.outbox;

/** Hears what becomes of reports, or of what it cares for. Called on the outbox's thread: be quick and do not throw. */
public interface OutboxListener {

    default void delivered(Report report) {
    }

    default void postponed(Report report, String reason) {
    }

    default void refused(Report report, String reason) {
    }

    /** It was given up undelivered, because the disk is short and its incident is over. */
    default void thinned(Report report) {
    }
}
