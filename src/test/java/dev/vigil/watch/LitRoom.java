package dev.vigil.watch;

import dev.vigil.rehearsal.video.PictureSource;
import dev.vigil.stream.GreyPicture;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A grey room where nothing moves until somebody crosses it and its left half is lit in a given way. */
final class LitRoom implements PictureSource {

    /** As square as the classifiers' pictures, or these would be framed in black. */
    private static final int WIDTH = 192;
    private static final int HEIGHT = 192;

    private final DoubleUnaryOperator light;
    private final byte[] luma = new byte[WIDTH * HEIGHT];
    private final byte[] noise = new byte[2 * WIDTH * HEIGHT];
    private final Random random = new Random(3);
    private volatile boolean wanted;
    private double begun = Double.NaN;

    /** @param light brightness of the left half, 0 to 1, by the seconds since it began; before, that of second 0 */
    LitRoom(DoubleUnaryOperator light) {
        this.light = light;
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) Math.round(2 * random.nextGaussian());
        }
    }

    /** Lets it begin with the next picture. */
    void begin() {
        wanted = true;
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
        return 15;
    }

    @Override
    public void next(double seconds, AVFrame picture) {
        if (wanted && Double.isNaN(begun)) {
            begun = seconds;
        }
        double since = Double.isNaN(begun) ? 0 : seconds - begun;
        int left = luma(light.applyAsDouble(since));
        int right = luma(light.applyAsDouble(0));
        int walker = since > 0 ? (int) (60 * since) % WIDTH : WIDTH;
        int from = random.nextInt(WIDTH * HEIGHT);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean body = y >= 90 && y < 130 && x >= walker && x < walker + 10;
                luma[y * WIDTH + x] = (byte) ((body ? 60 : x < WIDTH / 2 ? left : right) + noise[from + y * WIDTH + x]);
            }
        }
        GreyPicture.fill(picture, luma, WIDTH, HEIGHT);
    }

    private static int luma(double brightness) {
        return (int) Math.round(16 + 219 * Math.max(0.03, Math.min(0.97, brightness)));
    }

    @Override
    public void close() {
        // Nothing native is held.
    }
}
