package dev.vigil.stream;

/**
 * Which pictures of a video are looked at: every N-th, as a camera is sampled, or so many a second, whatever the
 * video's own rate.
 *
 * @param frameSkip every N-th picture, or 0 where {@code perSecond} decides
 * @param perSecond pictures a second, evenly spread, or 0 where {@code frameSkip} decides
 */
public record Sampling(int frameSkip, double perSecond) {

    public Sampling {
        boolean counted = frameSkip >= 1 && perSecond == 0;
        boolean timed = frameSkip == 0 && perSecond > 0 && perSecond <= 1000;
        if (!counted && !timed) {
            throw new IllegalArgumentException(
                    "sampling takes every N-th picture, N at least 1, or up to 1000 a second");
        }
    }

    /** Pictures N, 2N, 3N, ..., the first being picture 1: just those that {@code FRAME_SKIP} takes of a camera's. */
    public static Sampling everyNth(int frameSkip) {
        return new Sampling(frameSkip, 0);
    }

    /** The first picture, and then the first one at or after every 1/perSecond seconds since. */
    public static Sampling perSecond(double perSecond) {
        return new Sampling(0, perSecond);
    }

    @Override
    public String toString() {
        if (frameSkip == 0) {
            return perSecond + " pictures a second";
        }
        return frameSkip == 1 ? "every picture" : "1 picture in " + frameSkip;
    }
}
