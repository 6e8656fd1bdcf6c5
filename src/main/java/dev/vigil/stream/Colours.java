package dev.vigil.stream;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.IntPointer;

/**
 * How brightness Y and colour U, V of a picture become red, green and blue. The numbers and the way are those of
 * swscale's tables, for models were measured on what it makes of pictures: colour counts as whole steps of brightness,
 * and pictures of limited range are darker by 1.8 steps of 255 than the standard has them. With {@code of(C, n) =
 * floor(C n / 65536) - floor(n / 512)} and all numbers in 65536ths, before they are rounded and cut to 0 to 255:
 *
 * <pre>
 * R = luma (Y + of(V, redOfV)) - black
 * G = luma (Y + of(U, greenOfU) + of(V, greenOfV)) - black
 * B = luma (Y + of(U, blueOfU)) - black
 * </pre>
 */
public final class Colours {

    private static final int NONE = -1;
    private static final int ONE = 1 << 16;
    /** Where swscale's table begins, in steps below black: as brightness is written, and as it comes out. */
    private static final int TABLE_WRITTEN = 326;
    private static final int TABLE_OUT = 384 + 16;

    private int space = NONE;
    private int range = NONE;
    private int black;
    private int luma;
    private int redOfV;
    private int blueOfU;
    private int greenOfU;
    private int greenOfV;

    /** Reads them off a picture; nothing to do while pictures stay alike. */
    void of(AVFrame picture) {
        if (picture.colorspace() == space && picture.color_range() == range) {
            return;
        }
        space = picture.colorspace();
        range = picture.color_range();
        boolean full = range == AVCOL_RANGE_JPEG;
        luma = full ? ONE : ONE * 255 / 219;
        black = full ? 0 : TABLE_OUT * ONE - TABLE_WRITTEN * luma;
        IntPointer limited = sws_getCoefficients(space);
        redOfV = colour(limited.get(0), full);
        blueOfU = colour(limited.get(1), full);
        greenOfU = colour(-limited.get(2), full);
        greenOfV = colour(-limited.get(3), full);
    }

    /** In steps of brightness; given for colours of 16 to 240. */
    private int colour(long limited, boolean full) {
        return (int) (((full ? limited * 224 / 255 : limited) * ONE + ONE / 2) / luma);
    }

    public int black() {
        return black;
    }

    public int luma() {
        return luma;
    }

    public int redOfV() {
        return redOfV;
    }

    public int blueOfU() {
        return blueOfU;
    }

    public int greenOfU() {
        return greenOfU;
    }

    public int greenOfV() {
        return greenOfV;
    }
}
