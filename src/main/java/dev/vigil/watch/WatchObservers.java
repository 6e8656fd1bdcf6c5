package dev.vigil.watch;

import dev.vigil.alarm.SirenAnswer;
import dev.vigil.alarm.SirenAttempt;
import dev.vigil.incident.IncidentEvent;
import dev.vigil.stream.Frame;
import java.util.List;

/** Several observers behind one face, told in their order. */
public record WatchObservers(List<WatchObserver> observers) implements WatchObserver {

    @Override
    public void decided(Frame frame, long decidedNanos) {
        observers.forEach(one -> one.decided(frame, decidedNanos));
    }

    @Override
    public void happened(long camera, String name, IncidentEvent event, Frame frame, long decidedNanos) {
        observers.forEach(one -> one.happened(camera, name, event, frame, decidedNanos));
    }

    @Override
    public void sirenSounded(long camera, SirenAnswer answer) {
        observers.forEach(one -> one.sirenSounded(camera, answer));
    }

    @Override
    public void sirenAttempted(SirenAttempt attempt) {
        observers.forEach(one -> one.sirenAttempted(attempt));
    }
}
