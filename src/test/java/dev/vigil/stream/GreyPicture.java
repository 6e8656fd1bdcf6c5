package dev.vigil.stream;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Puts brightness into a picture of the kind that cameras send, and no colour. */
public final class GreyPicture {

    private GreyPicture() {
    }

    /**
     * Fills the picture.
     *
     * @param luma    brightness of each pixel, row by row
     * @param picture of 4:2:0, {@code width} x {@code height}, both even
     */
    public static void fill(AVFrame picture, byte[] luma, int width, int height) {
        for (int y = 0; y < height; y++) {
            picture.data(0).position((long) y * picture.linesize(0)).put(luma, y * width, width);
        }
        byte[] grey = new byte[width / 2];
        Arrays.fill(grey, (byte) 128);
        for (int plane = 1; plane < 3; plane++) {
            for (int y = 0; y < height / 2; y++) {
                picture.data(plane).position((long) y * picture.linesize(plane)).put(grey);
            }
        }
    }
}
