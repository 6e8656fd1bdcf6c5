package dev.vigil.rehearsal.backend;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is to go wrong, path by path. Safe for use by many threads. */
public final class Faults {
    private final Map<String, Deque<Fault>> once = new HashMap<>();
    private final Map<String, Fault> always = new HashMap<>();

    Faults() {
    }

    /** The next requests to the path meet these, one each, in order. */
    public synchronized void once(String path, Fault... faults) {
        once.computeIfAbsent(path, key -> new ArrayDeque<>()).addAll(List.of(faults));
    }

    /** Every request to the path meets this, after those of {@link #once}. */
    public synchronized void always(String path, Fault fault) {
        always.put(path, fault);
    }

    /** All is well from here on. */
    public synchronized void clear() {
        once.clear();
        always.clear();
    }

    /** Null when the path is well. */
    synchronized Fault next(String path) {
        Deque<Fault> waiting = once.get(path);
        Fault next = waiting == null ? null : waiting.poll();
        return next == null ? always.get(path) : next;
    }
}
