package dev.vigil.console.access;

import dev.vigil.time.TimeSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Holds off who guesses passwords: after five wrong ones for a name from an address, or twenty from an address, nothing
 * more is checked for five minutes. Another address is not held off, so nobody can lock a colleague out.
 */
@Singleton
class SignInThrottle {

    static final Duration WAIT = Duration.ofMinutes(5);
    private static final int MOST_FOR_NAME = 5;
    private static final int MOST_FROM_ADDRESS = 20;
    private static final int KEPT = 10_000;

    private record Failures(int count, long sinceNanos) {
    }

    private final TimeSource time;
    /** Guarded by this; the oldest is forgotten first. */
    private final Map<String, Failures> failures = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > KEPT;
        }
    };

    @Inject
    SignInThrottle() {
        this(TimeSource.system());
    }

    SignInThrottle(TimeSource time) {
        this.time = time;
    }

    /** Whether this one has to wait. */
    synchronized boolean holdsOff(String name, String address) {
        return count(address + " " + name) >= MOST_FOR_NAME || count(address) >= MOST_FROM_ADDRESS;
    }

    synchronized void failed(String name, String address) {
        one(address + " " + name);
        one(address);
    }

    synchronized void succeeded(String name, String address) {
        failures.remove(address + " " + name);
    }

    private int count(String key) {
        Failures known = failures.get(key);
        if (known != null && time.nanos() - known.sinceNanos() >= WAIT.toNanos()) {
            failures.remove(key);
            return 0;
        }
        return known == null ? 0 : known.count();
    }

    private void one(String key) {
        int before = count(key);
        failures.put(key, new Failures(before + 1, time.nanos()));
    }
}
