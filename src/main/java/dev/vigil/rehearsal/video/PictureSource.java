package dev.vigil.rehearsal.video;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Makes the pictures of one feed. Used by one thread at a time; holds native memory only if {@link #close()} frees it.
 */
public interface PictureSource extends AutoCloseable {

    /** Width in pixels, even. */
    int width();

    /** Height in pixels, even. */
    int height();

    /** Pictures a second. */
    double rate();

    /**
     * Fills the next picture.
     *
     * @param seconds time since the feed began
     * @param picture yuv420p of {@link #width()} x {@link #height()}, writable
     */
    void next(double seconds, AVFrame picture);

    @Override
    void close();
}
