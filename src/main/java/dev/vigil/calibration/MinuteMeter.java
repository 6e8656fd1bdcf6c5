package dev.vigil.calibration;

import dev.vigil.detection.Assessment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers one camera's minutes while its frames are judged. It does little for a frame and never waits for a disk:
 * somebody takes the finished minutes about once a second. Safe for several threads.
 */
public final class MinuteMeter {

    /** Between two frames further apart than this the camera was blind. */
    private static final long LONGEST_GAP_NANOS = 5_000_000_000L;
    private static final long NONE = Long.MIN_VALUE;

    private final List<Minute> finished = new ArrayList<>();
    private long minute = NONE;
    private double peak;
    private long watchedNanos;
    private boolean crime;
    private long lastNanos;
    private boolean seenBefore;

    /** Takes a frame's assessment as the judge gave it, before any offset. */
    public synchronized void accept(Assessment assessment) {
        long now = Math.floorDiv(assessment.frameTime().getEpochSecond(), Minute.LENGTH);
        if (now != minute) {
            finish();
            minute = now;
        }
        if (assessment.confidence() > peak) {
            peak = Math.min(100, assessment.confidence());
        }
        long gap = assessment.arrivalNanos() - lastNanos;
        if (seenBefore && gap > 0 && gap <= LONGEST_GAP_NANOS) {
            watchedNanos += gap;
        }
        lastNanos = assessment.arrivalNanos();
        seenBefore = true;
    }

    /** A confirmed crime lasts: the present minute is not an ordinary one. */
    public synchronized void crime() {
        crime = minute != NONE;
    }

    /** The minutes that are over by {@code now}, each handed out once. */
    public synchronized List<Minute> take(Instant now) {
        // A frame arrives somewhat after it was taken; its minute may be a moment older than now.
        if (minute != NONE && Math.floorDiv(now.getEpochSecond(), Minute.LENGTH) > minute + 1) {
            finish();
        }
        return takeFinished();
    }

    /** What there is, at the end of the footage; the last minute may be short. */
    public synchronized List<Minute> takeAll() {
        finish();
        return takeFinished();
    }

    private List<Minute> takeFinished() {
        List<Minute> taken = List.copyOf(finished);
        finished.clear();
        return taken;
    }

    private void finish() {
        if (minute != NONE) {
            finished.add(new Minute(Instant.ofEpochSecond(minute * Minute.LENGTH), peak,
                    Math.min(Minute.LENGTH, watchedNanos / 1e9), crime));
        }
        minute = NONE;
        peak = 0;
        watchedNanos = 0;
        crime = false;
    }
}
