package dev.vigil.rehearsal.onvif;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The relays' state, and all that became of it. */
final class Relays {

    private final Map<String, RelayOutput> outputs = new HashMap<>();
    private final Map<String, Long> activeUntil = new HashMap<>();
    private final List<RelayChange> changes = new ArrayList<>();

    Relays(List<RelayOutput> outputs) {
        outputs.forEach(output -> this.outputs.put(output.token(), output));
    }

    /** False for a token that there is not. */
    synchronized boolean set(String token, boolean active) {
        RelayOutput output = outputs.get(token);
        if (output == null) {
            return false;
        }
        long now = System.nanoTime();
        if (active) {
            activeUntil.put(token, output.pulse() == null ? Long.MAX_VALUE : now + output.pulse().toNanos());
        } else {
            activeUntil.remove(token);
        }
        changes.add(new RelayChange(token, active, active != output.closedWhenIdle(), now));
        return true;
    }

    synchronized boolean active(String token) {
        Long until = activeUntil.get(token);
        return until != null && (until == Long.MAX_VALUE || System.nanoTime() - until < 0);
    }

    synchronized List<RelayChange> changes() {
        return List.copyOf(changes);
    }
}
