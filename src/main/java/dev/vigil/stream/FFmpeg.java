package dev.vigil.stream;

import static org.bytedeco.ffmpeg.global.avformat.avformat_network_init;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_FORBIDDEN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_UNAUTHORIZED;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_ENOENT;

import java.nio.charset.StandardCharsets;

/** The library as a whole: made ready once, and its error codes in our words. */
final class FFmpeg {

    /** FFmpeg's own codes are made of four letters; what is nearer to zero is the system's errno. */
    private static final int LAST_ERRNO = -4096;

    static {
        // Its log would print addresses with passwords, and a line for every damaged picture.
        av_log_set_level(AV_LOG_QUIET);
        avformat_network_init();
    }

    private FFmpeg() {
    }

    /** Loads the natives; every later call costs nothing. */
    static void init() {
        // The static block does it.
    }

    /** What an error code means that came while a connection was being opened. */
    static StreamFault openFault(int code) {
        BlindCause cause;
        if (code == AVERROR_HTTP_UNAUTHORIZED || code == AVERROR_HTTP_FORBIDDEN) {
            cause = BlindCause.REFUSED;
        } else if (code == AVERROR_HTTP_NOT_FOUND || code == AVERROR_ENOENT()) {
            cause = BlindCause.NOT_FOUND;
        } else if (code == AVERROR_EOF) {
            cause = BlindCause.ENDED;
        } else if (code > LAST_ERRNO) {
            cause = BlindCause.UNREACHABLE;
        } else {
            cause = BlindCause.BROKEN;
        }
        return new StreamFault(cause, words(code));
    }

    /** What an error code means that came while packets were being read. */
    static StreamFault readFault(int code) {
        boolean gone = code == AVERROR_EOF || code > LAST_ERRNO;
        return new StreamFault(gone ? BlindCause.ENDED : BlindCause.BROKEN, words(code));
    }

    private static String words(int code) {
        byte[] text = new byte[128];
        av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }
}
