package dev.vigil.rehearsal;

import dev.vigil.rehearsal.scene.Scene;
import dev.vigil.rehearsal.video.PictureSource;
import java.util.Random;
import java.util.function.DoubleFunction;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** What is drawn as a cheap camera's sensor delivers it: pale, noisy, 15 pictures a second. */
final class ScenePictures implements PictureSource {

    static final double RATE = 15;
    /** Standard deviation in steps of 256; half as much again doubles the work of encoding. */
    private static final double NOISE = 2.0;
    private static final double SATURATION = 0.75;
    /** BT.601, limited range, times 2^16. */
    private static final int Y_R = 16_829;
    private static final int Y_G = 33_039;
    private static final int Y_B = 6_416;
    private static final int U_R = (int) (-9_714 * SATURATION);
    private static final int U_G = (int) (-19_070 * SATURATION);
    private static final int UV_FULL = (int) (28_784 * SATURATION);
    private static final int V_G = (int) (-24_103 * SATURATION);
    private static final int V_B = (int) (-4_681 * SATURATION);
    private static final int PIXELS = Scene.WIDTH * Scene.HEIGHT;

    private final DoubleFunction<int[]> drawn;
    private final byte[] noise = new byte[2 * PIXELS];
    private final Random offsets = new Random(1);
    private final byte[] luma = new byte[PIXELS];
    private final byte[] blue = new byte[PIXELS / 4];
    private final byte[] red = new byte[PIXELS / 4];

    ScenePictures(Scene scene) {
        this(scene::draw);
    }

    /** @param drawn the picture of each second, as {@link Scene#draw} gives it */
    ScenePictures(DoubleFunction<int[]> drawn) {
        this.drawn = drawn;
        Random random = new Random(2);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) Math.round(NOISE * random.nextGaussian());
        }
    }

    @Override
    public int width() {
        return Scene.WIDTH;
    }

    @Override
    public int height() {
        return Scene.HEIGHT;
    }

    @Override
    public double rate() {
        return RATE;
    }

    @Override
    public void next(double seconds, AVFrame picture) {
        int[] rgb = drawn.apply(seconds);
        luma(rgb, offsets.nextInt(PIXELS));
        chroma(rgb);
        copy(luma, picture.data(0), picture.linesize(0), Scene.WIDTH);
        copy(blue, picture.data(1), picture.linesize(1), Scene.WIDTH / 2);
        copy(red, picture.data(2), picture.linesize(2), Scene.WIDTH / 2);
    }

    private void luma(int[] rgb, int offset) {
        for (int i = 0; i < PIXELS; i++) {
            int c = rgb[i];
            int y = (Y_R * (c >> 16 & 0xff) + Y_G * (c >> 8 & 0xff) + Y_B * (c & 0xff) >> 16) + 16 + noise[offset + i];
            luma[i] = (byte) Math.max(16, Math.min(235, y));
        }
    }

    private void chroma(int[] rgb) {
        int at = 0;
        for (int y = 0; y < Scene.HEIGHT; y += 2) {
            for (int x = 0; x < Scene.WIDTH; x += 2) {
                int c = rgb[y * Scene.WIDTH + x];
                int r = c >> 16 & 0xff;
                int g = c >> 8 & 0xff;
                int b = c & 0xff;
                blue[at] = (byte) ((U_R * r + U_G * g + UV_FULL * b >> 16) + 128);
                red[at++] = (byte) ((UV_FULL * r + V_G * g + V_B * b >> 16) + 128);
            }
        }
    }

    private static void copy(byte[] plane, BytePointer to, int lineBytes, int width) {
        for (int row = 0; row * width < plane.length; row++) {
            to.position((long) row * lineBytes).put(plane, row * width, width);
        }
    }

    @Override
    public void close() {
        // Nothing native is held.
    }
}
