package dev.vigil.stream;

import dev.vigil.time.TimeSource;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Labels a picture with the wall time at which it was taken. Reports carry these labels and the back end cuts its
 * recording by them, so they must agree with the back end's clock, which ours (kept by NTP) stands for:
 * <ul>
 * <li>The sender's clock is believed while it is within {@link #BELIEVED} of ours: that much is delay on the way. A
 *     camera set to another zone or year would have the evidence cut at the wrong place; then the picture's arrival
 *     counts, and the log says so once per connection.</li>
 * <li>Labels never go back by less than that (when the sender's first report comes in, or its clock is trimmed), so
 *     what happened first is never labelled later. A greater step back is our own clock being set: it is followed.</li>
 * </ul>
 */
final class CaptureClock {

    static final Duration BELIEVED = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(CaptureClock.class);

    private final String label;
    private final TimeSource time;
    private long latestMillis = Long.MIN_VALUE;
    private boolean complained;

    CaptureClock(String label, TimeSource time) {
        this.label = label;
        this.time = time;
    }

    /** A new connection: what was said about the old one's clock may be said again. */
    void reconnected() {
        complained = false;
    }

    /**
     * Wall time of a picture in epoch milliseconds.
     *
     * @param arrivalNanos when it arrived, monotonic
     * @param senderMicros the sender's clock in epoch microseconds, or {@link PacketTimes#NOT_SAID}
     */
    long label(long arrivalNanos, long senderMicros) {
        long arrival = time.now().toEpochMilli() - (time.nanos() - arrivalNanos) / 1_000_000;
        long millis = believed(arrival, senderMicros) ? Math.floorDiv(senderMicros, 1000L) : arrival;
        if (millis < latestMillis && latestMillis - millis <= BELIEVED.toMillis()) {
            return latestMillis;
        }
        latestMillis = millis;
        return millis;
    }

    private boolean believed(long arrivalMillis, long senderMicros) {
        if (senderMicros == PacketTimes.NOT_SAID) {
            return false;
        }
        long ahead = Math.floorDiv(senderMicros, 1000L) - arrivalMillis;
        if (Math.abs(ahead) <= BELIEVED.toMillis()) {
            return true;
        }
        if (!complained) {
            complained = true;
            LOG.warnf("camera %s: its clock is %d s %s ours and is not believed; pictures are labelled on arrival",
                    label, Math.abs(ahead) / 1000, ahead > 0 ? "ahead of" : "behind");
        }
        return false;
    }
}
