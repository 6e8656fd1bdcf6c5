package dev.vigil.outbox;

import java.util.List;

/** Several listeners behind one face, told in their order. */
public record OutboxListeners(List<OutboxListener> listeners) implements OutboxListener {

    @Override
    public void delivered(Report report) {
        listeners.forEach(one -> one.delivered(report));
    }

    @Override
    public void postponed(Report report, String reason) {
        listeners.forEach(one -> one.postponed(report, reason));
    }

    @Override
    public void refused(Report report, String reason) {
        listeners.forEach(one -> one.refused(report, reason));
    }

    @Override
    public void thinned(Report report) {
        listeners.forEach(one -> one.thinned(report));
    }
}
