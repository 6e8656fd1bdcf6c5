package dev.vigil.bench.gate;

import dev.vigil.rehearsal.video.PictureSource;
import java.util.Random;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * A film behind seconds of its own first picture, all with a sensor's noise, so that stillness is not recognised by the
 * lack of it.
 */
final class StillThenFilm implements PictureSource {

    private static final double NOISE = 2;
    private static final int NOISE_BYTES = 1 << 20;

    private final PictureSource film;
    private final double stillSeconds;
    private final byte[] noise = new byte[NOISE_BYTES];
    private final Random random = new Random(3);
    private final byte[][] first = new byte[3][];
    private byte[] row = {};
    private boolean begun;

    StillThenFilm(PictureSource film, double stillSeconds) {
        this.film = film;
        this.stillSeconds = stillSeconds;
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) Math.round(NOISE * random.nextGaussian());
        }
        row = new byte[film.width()];
    }

    @Override
    public int width() {
        return film.width();
    }

    @Override
    public int height() {
        return film.height();
    }

    @Override
    public double rate() {
        return film.rate();
    }

    @Override
    public void next(double seconds, AVFrame picture) {
        if (!begun || seconds >= stillSeconds) {
            film.next(Math.max(0, seconds - stillSeconds), picture);
            if (!begun) {
                begun = true;
                for (int plane = 0; plane < 3; plane++) {
                    first[plane] = copy(picture, plane);
                }
            }
        } else {
            for (int plane = 0; plane < 3; plane++) {
                put(first[plane], picture, plane);
            }
        }
        addNoise(picture);
    }

    private byte[] copy(AVFrame picture, int plane) {
        int width = plane == 0 ? width() : width() / 2;
        int height = plane == 0 ? height() : height() / 2;
        byte[] all = new byte[width * height];
        for (int y = 0; y < height; y++) {
            picture.data(plane).position((long) y * picture.linesize(plane)).get(all, y * width, width);
        }
        return all;
    }

    private void put(byte[] all, AVFrame picture, int plane) {
        int width = plane == 0 ? width() : width() / 2;
        for (int y = 0; y * width < all.length; y++) {
            picture.data(plane).position((long) y * picture.linesize(plane)).put(all, y * width, width);
        }
    }

    private void addNoise(AVFrame picture) {
        BytePointer luma = picture.data(0);
        for (int y = 0; y < height(); y++) {
            long at = (long) y * picture.linesize(0);
            int from = random.nextInt(noise.length - width());
            luma.position(at).get(row, 0, width());
            for (int x = 0; x < width(); x++) {
                row[x] = (byte) Math.max(0, Math.min(255, (row[x] & 0xff) + noise[from + x]));
            }
            luma.position(at).put(row, 0, width());
        }
    }

    @Override
    public void close() {
        film.close();
    }
}
