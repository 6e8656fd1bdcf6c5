package dev.vigil.stream;

import dev.vigil.rehearsal.scene.Scene;
import dev.vigil.rehearsal.video.FilmWriter;
import dev.vigil.rehearsal.video.PictureSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A grey camera before an empty drawn street, with a sensor's noise, and with whatever is done to its picture. */
final class DrawnCamera implements PictureSource {

    static final double RATE = 15;
    private static final int WIDTH = Scene.WIDTH;
    private static final int HEIGHT = Scene.HEIGHT;

    /** Changes a picture of 640 x 360 steps of brightness, before the noise. */
    interface Change {
        void to(int[] luma, double seconds);
    }

    private final int[] street;
    private final List<Change> changes = new ArrayList<>();
    private final byte[] noise = new byte[2 * WIDTH * HEIGHT];
    private final Random random = new Random(5);
    private final int[] luma = new int[WIDTH * HEIGHT];
    private final byte[] bytes = new byte[WIDTH * HEIGHT];
    private double frozenFrom = Double.MAX_VALUE;

    /** @param noise standard deviation in steps of brightness */
    DrawnCamera(double noise) {
        for (int i = 0; i < this.noise.length; i++) {
            this.noise[i] = (byte) Math.round(noise * random.nextGaussian());
        }
        int[] rgb = Scene.empty(4).draw(0);
        street = new int[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            street[i] = ((rgb[i] >> 16 & 0xff) * 77 + (rgb[i] >> 8 & 0xff) * 150 + (rgb[i] & 0xff) * 29) >> 8;
        }
    }

    DrawnCamera with(Change change) {
        changes.add(change);
        return this;
    }

    /** From that second on the picture stands still, noise and all. */
    DrawnCamera frozenFrom(double second) {
        frozenFrom = second;
        return this;
    }

    /** Somebody who stands there comes out of the mist, a step of brightness in four seconds. */
    static Change outOfTheMist(double from) {
        return (luma, seconds) -> {
            int darker = (int) Math.max(0, (seconds - from) / 4);
            for (int y = 200; y < 290; y++) {
                for (int x = 305; x < 335; x++) {
                    luma[y * WIDTH + x] -= darker;
                }
            }
        };
    }

    /** Somebody dark, of the height of a sixth of the picture, walks from left to right. */
    static Change walker(double from, double to) {
        return (luma, seconds) -> {
            if (seconds >= from && seconds < to) {
                int left = (int) (20 + 60 * (seconds - from));
                fill(luma, left, 200, 20, 60, 40);
            }
        };
    }

    /** A digit that is another one every second. */
    static Change clock() {
        return (luma, seconds) -> {
            fill(luma, 20, 10, 12, 18, 20);
            int second = (int) seconds % 10;
            fill(luma, 22, 12 + second, 8, 4, 230);
        };
    }

    static void fill(int[] luma, int left, int top, int width, int height, int value) {
        for (int y = top; y < top + height; y++) {
            for (int x = Math.max(0, left); x < Math.min(WIDTH, left + width); x++) {
                luma[y * WIDTH + x] = value;
            }
        }
    }

    /** Every pixel becomes the mean of its neighbourhood. */
    static Change blurred(double from, int radius) {
        return (luma, seconds) -> {
            if (seconds >= from) {
                blur(luma, radius, 1, WIDTH);
                blur(luma, radius, WIDTH, HEIGHT);
            }
        };
    }

    private static void blur(int[] luma, int radius, int stride, int length) {
        int[] line = new int[length];
        int lines = luma.length / length;
        for (int l = 0; l < lines; l++) {
            int first = stride == 1 ? l * WIDTH : l;
            for (int i = 0; i < length; i++) {
                line[i] = luma[first + i * stride];
            }
            for (int i = 0; i < length; i++) {
                int sum = 0;
                for (int k = -radius; k <= radius; k++) {
                    sum += line[Math.max(0, Math.min(length - 1, i + k))];
                }
                luma[first + i * stride] = sum / (2 * radius + 1);
            }
        }
    }

    /** Writes what it sends in so many seconds. */
    Path film(double seconds, Path file) throws IOException {
        FilmWriter.write(this, seconds, file);
        return file;
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public int height() {
        return HEIGHT;
    }

    @Override
    public double rate() {
        return RATE;
    }

    @Override
    public void next(double seconds, AVFrame picture) {
        if (seconds < frozenFrom) {
            System.arraycopy(street, 0, luma, 0, luma.length);
            changes.forEach(change -> change.to(luma, seconds));
            int from = random.nextInt(luma.length);
            for (int i = 0; i < luma.length; i++) {
                bytes[i] = (byte) Math.max(16, Math.min(235, luma[i] + noise[from + i]));
            }
        }
        GreyPicture.fill(picture, bytes, WIDTH, HEIGHT);
    }

    @Override
    public void close() {
        // Nothing native is held.
    }
}
