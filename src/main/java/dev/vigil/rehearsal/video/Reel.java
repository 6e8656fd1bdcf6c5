package dev.vigil.rehearsal.video;

import java.time.Instant;

/** What a feed shows, encoded: made while it runs, or beforehand. Used by one thread at a time. */
interface Reel extends AutoCloseable {

    /** Pictures a second. */
    double rate();

    /** SPS and PPS, each behind a start code. */
    byte[] parameterSets();

    /**
     * The next picture; null where there is none at that time.
     *
     * @param number  of the picture since the feed began; grows, with gaps where the feed fell behind
     * @param key     a key picture is wanted, so that somebody new can join
     */
    AccessUnit next(long number, boolean key, Instant captured);

    @Override
    void close();
}
