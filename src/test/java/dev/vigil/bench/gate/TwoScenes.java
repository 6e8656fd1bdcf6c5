package dev.vigil.bench.gate;

import dev.vigil.rehearsal.scene.Scene;
import dev.vigil.rehearsal.video.PictureSource;
import java.util.Random;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** One drawn scene up to a second, then another before the same street; both as a camera's sensor sees them. */
final class TwoScenes implements PictureSource {

    private static final double RATE = 15;
    private static final double NOISE = 2;
    private static final int PIXELS = Scene.WIDTH * Scene.HEIGHT;

    private final Scene first;
    private final Scene second;
    private final double change;
    private final byte[] noise = new byte[2 * PIXELS];
    private final Random random = new Random(1);
    private final byte[] luma = new byte[PIXELS];
    private final byte[] blue = new byte[PIXELS / 4];
    private final byte[] red = new byte[PIXELS / 4];

    TwoScenes(Scene first, Scene second, double change) {
        this.first = first;
        this.second = second;
        this.change = change;
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
        int[] rgb = seconds < change ? first.draw(seconds) : second.draw(seconds - change);
        int from = random.nextInt(PIXELS);
        for (int i = 0; i < PIXELS; i++) {
            int c = rgb[i];
            int y = (77 * (c >> 16 & 0xff) + 150 * (c >> 8 & 0xff) + 29 * (c & 0xff) >> 8) * 219 / 255 + 16;
            luma[i] = (byte) Math.max(16, Math.min(235, y + noise[from + i]));
        }
        int at = 0;
        for (int y = 0; y < Scene.HEIGHT; y += 2) {
            for (int x = 0; x < Scene.WIDTH; x += 2) {
                int c = rgb[y * Scene.WIDTH + x];
                int r = c >> 16 & 0xff;
                int g = c >> 8 & 0xff;
                int b = c & 0xff;
                blue[at] = (byte) ((-38 * r - 74 * g + 112 * b) * 3 / 1024 + 128);
                red[at++] = (byte) ((112 * r - 94 * g - 18 * b) * 3 / 1024 + 128);
            }
        }
        put(luma, picture, 0, Scene.WIDTH);
        put(blue, picture, 1, Scene.WIDTH / 2);
        put(red, picture, 2, Scene.WIDTH / 2);
    }

    private static void put(byte[] plane, AVFrame picture, int index, int width) {
        for (int row = 0; row * width < plane.length; row++) {
            picture.data(index).position((long) row * picture.linesize(index)).put(plane, row * width, width);
        }
    }

    @Override
    public void close() {
        // Nothing native is held.
    }
}
