package dev.vigil.outbox;

/** Hears what becomes of reports, on the outbox's thread. Be quick and do not throw. */
public interface OutboxListener {

    void delivered(Report report);

    void postponed(Report report, String reason);

    void refused(Report report, String reason);

    /** It was given up undelivered, because the disk is short and its incident is over. */
    void thinned(Report report);
}
