package dev.vigil.inference;

/**
 * The pictures that a clip classifier sees at once: so many of one camera, so far apart.
 *
 * @param frames        pictures in a clip, at least 2
 * @param strideNanos   time from one to the next; 0 where {@code strideSamples} counts
 * @param strideSamples every so many pictures that are looked at; 0 where {@code strideNanos} counts
 * @param hop           new pictures from one run of the model to the next, 1 to {@code frames}
 */
public record Clip(int frames, long strideNanos, int strideSamples, int hop) {

    public Clip {
        if (frames < 2 || hop < 1 || hop > frames || strideNanos < 0 || strideSamples < 0
                || (strideNanos == 0) == (strideSamples == 0)) {
            throw new IllegalArgumentException("no clip: " + frames + " frames, " + strideNanos + " ns or "
                    + strideSamples + " samples apart, hop " + hop);
        }
    }

    public boolean isTimed() {
        return strideNanos > 0;
    }
}
