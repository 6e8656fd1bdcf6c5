package dev.vigil.rehearsal.video;

import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** FFmpeg refused something that the rehearsal needs. */
public final class FfmpegException extends RuntimeException {

    private static final int LONGEST_MESSAGE = 256;

    FfmpegException(String what) {
        super(what);
    }

    /** Passes a result through, or throws where it is an error code (negative). */
    static int check(int result, String what) {
        if (result < 0) {
            throw new FfmpegException(what + ": " + describe(result));
        }
        return result;
    }

    private static String describe(int error) {
        try (BytePointer text = new BytePointer(LONGEST_MESSAGE)) {
            avutil.av_strerror(error, text, LONGEST_MESSAGE);
            return text.getString();
        }
    }
}
