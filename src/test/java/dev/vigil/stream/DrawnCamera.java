package dev.vigil.stream;

import dev.vigil.rehearsal.scene.Scene;
import dev.vigil.rehearsal.video.FilmWriter;
import dev.vigil.rehearsal.video.PictureSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleFunction;
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

    private final DoubleFunction<int[]> street;
    private final List<Change> changes = new ArrayList<>();
    private final byte[] noise = new byte[2 * WIDTH * HEIGHT];
    private final Random random = new Random(5);
    private final int[] luma = new int[WIDTH * HEIGHT];
    private final byte[] bytes = new byte[WIDTH * HEIGHT];
    private double frozenFrom = Double.MAX_VALUE;

    /** @param noise standard deviation in steps of brightness */
    DrawnCamera(double noise) {
        this(noise, alwaysEmpty());
    }

    /** @param scene brightness of 640 x 360 pixels at each second */
    private DrawnCamera(double noise, DoubleFunction<int[]> scene) {
        street = scene;
        for (int i = 0; i < this.noise.length; i++) {
            this.noise[i] = (byte) Math.round(noise * random.nextGaussian());
        }
    }

    private static DoubleFunction<int[]> alwaysEmpty() {
        int[] empty = brightness(Scene.empty(4).draw(0));
        return seconds -> empty;
    }

    /** Before a street that is full of people, and empty from that second on. */
    static DrawnCamera busyUntil(double second, double noise) {
        Scene busy = Scene.busy(4);
        DoubleFunction<int[]> empty = alwaysEmpty();
        return new DrawnCamera(noise, seconds ->
                seconds < second ? brightness(busy.draw(10 + seconds)) : empty.apply(seconds));
    }

    private static int[] brightness(int[] rgb) {
        int[] luma = new int[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            luma[i] = ((rgb[i] >> 16 & 0xff) * 77 + (rgb[i] >> 8 & 0xff) * 150 + (rgb[i] & 0xff) * 29) >> 8;
        }
        return luma;
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

    /** There is something to be seen all over: a chequered wall. */
    static Change patterned() {
        return (luma, seconds) -> {
            for (int i = 0; i < luma.length; i++) {
                luma[i] += (i % WIDTH / 20 + i / WIDTH / 20) % 2 == 0 ? 12 : -12;
            }
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
            System.arraycopy(street.apply(seconds), 0, luma, 0, luma.length);
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
