package dev.vigil.stream;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

/**
 * Times of a file's pictures in seconds since its first one, always growing. The file's own stamps are followed;
 * where one is missing or steps back (two recordings in one file), the picture follows the last one at the file's rate.
 */
final class FileTimes {

    private final double unit;
    private final double interval;
    private boolean begun;
    private double origin;
    private double last;

    /**
     * @param unit     seconds of one tick of the stamps
     * @param interval seconds from picture to picture where the stamps do not say
     */
    FileTimes(double unit, double interval) {
        this.unit = unit;
        this.interval = interval;
    }

    /** @param stamp in ticks, or AV_NOPTS_VALUE */
    double next(long stamp) {
        boolean stamped = stamp != AV_NOPTS_VALUE;
        double own = stamped ? stamp * unit : 0;
        double seconds = own - origin;
        if (!begun || !stamped || seconds <= last) {
            seconds = begun ? last + interval : 0;
            origin = stamped ? own - seconds : origin;
        }
        begun = true;
        last = seconds;
        return seconds;
    }
}
