package dev.vigil.capacity;

import dev.vigil.outbox.OutboxListener;
import dev.vigil.outbox.Report;

/** Nobody waits for the reports of a trial. */
final class Unheard implements OutboxListener {

    @Override
    public void delivered(Report report) {
        // Nobody waits for it.
    }

    @Override
    public void postponed(Report report, String reason) {
        // Nobody waits for it.
    }

    @Override
    public void refused(Report report, String reason) {
        // Nobody waits for it.
    }

    @Override
    public void thinned(Report report) {
        // Nobody waits for it.
    }
}
