package dev.vigil.stream;

import java.time.Duration;
import org.jboss.logging.Logger;

/** Whether the camera can be seen: turns pictures and faults into the listener's events and the blind time. */
final class Sight {

    private static final Logger LOG = Logger.getLogger(Sight.class);

    private final String label;
    private final StreamListener listener;
    private final StreamCounters counters;
    private final int unreachableAfter;

    private boolean seeing;
    private long lastSeen;
    private BlindCause told;
    private boolean toldUnreachable;

    Sight(String label, StreamListener listener, StreamCounters counters, int unreachableAfter) {
        this.label = label;
        this.listener = listener;
        this.counters = counters;
        this.unreachableAfter = unreachableAfter;
    }

    void begin(long nowNanos) {
        lastSeen = nowNanos;
        counters.blindSince(nowNanos);
    }

    boolean seeing() {
        return seeing;
    }

    /** The first picture of a connection. */
    void regained(StreamDetails details, long arrivalNanos) {
        Duration blind = Duration.ofNanos(arrivalNanos - lastSeen);
        boolean wasLost = told != null;
        seeing = true;
        told = null;
        toldUnreachable = false;
        lastSeen = arrivalNanos;
        counters.blindUntil(arrivalNanos, true);
        tell(() -> listener.connected(details));
        if (wasLost) {
            tell(() -> listener.back(blind));
        }
    }

    void picture(long arrivalNanos) {
        received(arrivalNanos);
        counters.picture(arrivalNanos);
    }

    /** A packet came that need not be decoded: the camera is there. */
    void received(long arrivalNanos) {
        if (arrivalNanos - lastSeen > 0) {
            lastSeen = arrivalNanos;
        }
    }

    /** What is wrong with its pictures has changed. */
    void tampered(Tamper finding) {
        tell(() -> listener.tampered(finding));
    }

    /** A connection failed or came to an end, for the n-th time in a row. */
    void lost(StreamFault fault, int failures) {
        if (seeing) {
            seeing = false;
            counters.blindSince(lastSeen);
        }
        if (told != fault.blindCause()) {
            told = fault.blindCause();
            tell(() -> listener.blind(fault.blindCause(), fault.getMessage()));
        }
        if (failures >= unreachableAfter && !toldUnreachable) {
            toldUnreachable = true;
            tell(() -> listener.unreachable(failures));
        }
    }

    void end(long nowNanos) {
        if (seeing) {
            seeing = false;
        }
        counters.blindUntil(nowNanos, false);
    }

    private void tell(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException thrown) {
            LOG.errorf(thrown, "camera %s: its listener failed", label);
        }
    }
}
