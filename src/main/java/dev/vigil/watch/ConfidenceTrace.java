package dev.vigil.watch;

import dev.vigil.detection.Assessment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The latest confidences of one camera, so that afterwards it can be told on what an incident was decided. Adding one
 * allocates nothing. For one thread at a time.
 */
final class ConfidenceTrace {

    /** More than three minutes at five looks a second. */
    private static final int MOST = 1024;

    private final long[] nanos = new long[MOST];
    private final float[] percent = new float[MOST];
    /** How many were added ever, and how many of those were taken or forgotten. */
    private long added;
    private long gone;

    void add(Assessment assessment) {
        int at = (int) (added++ % MOST);
        nanos[at] = assessment.arrivalNanos();
        percent[at] = (float) assessment.confidence();
    }

    /** Whether the next one would be at the expense of one that was not taken. */
    boolean isFull() {
        return added - gone >= MOST;
    }

    /**
     * Those that were not taken yet, and takes them.
     *
     * @param decided monotonic time that the others are told from
     * @param span    those that arrived longer before that are forgotten
     */
    Map<String, Object> take(long decided, Duration span) {
        long since = decided - span.toNanos();
        List<Long> millis = new ArrayList<>();
        List<Double> confidences = new ArrayList<>();
        for (long i = Math.max(gone, added - MOST); i < added; i++) {
            int at = (int) (i % MOST);
            if (nanos[at] - since >= 0) {
                millis.add((nanos[at] - decided) / 1_000_000);
                confidences.add(Math.round(percent[at] * 100) / 100.0);
            }
        }
        gone = added;
        return Map.of("ms", millis, "percent", confidences);
    }
}
