package dev.vigil.train;

import dev.vigil.stream.Frame;
import dev.vigil.stream.PictureSize;

/**
 * One picture as the model sees it: RGB, row by row, only the part that is not black margin.
 *
 * @param nanos time within its clip
 */
record Picture(int width, int height, byte[] rgb, long nanos) {

    static Picture of(Frame frame) {
        int width = frame.pictureWidth;
        int height = frame.pictureHeight;
        byte[] rgb = new byte[width * height * 3];
        for (int row = 0; row < height; row++) {
            frame.pixels().get(row * frame.size().width() * 3, rgb, row * width * 3, width * 3);
        }
        return new Picture(width, height, rgb, frame.arrivalNanos);
    }

    Picture with(byte[] other) {
        return new Picture(width, height, other, nanos);
    }

    /** The model's input of that size: this picture at the top-left, the rest black. */
    byte[] framed(PictureSize size) {
        byte[] framed = new byte[size.rgbBytes()];
        for (int row = 0; row < height; row++) {
            System.arraycopy(rgb, row * width * 3, framed, row * size.width() * 3, width * 3);
        }
        return framed;
    }

    /** The part of it that begins there, both fractions of the picture, stretched to the whole (bilinear). */
    Picture cropped(double left, double top, double share) {
        return sampled(left * width, top * height, share, share, width, height);
    }

    /** With left and right exchanged. */
    Picture mirrored() {
        byte[] to = new byte[rgb.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                System.arraycopy(rgb, (y * width + x) * 3, to, (y * width + width - 1 - x) * 3, 3);
            }
        }
        return with(to);
    }

    /** Made smaller and stretched again, so that it loses detail. */
    Picture coarsened(double factor) {
        int w = Math.max(8, (int) (width / factor));
        int h = Math.max(8, (int) (height / factor));
        byte[] small = new byte[w * h * 3];
        for (int y = 0; y < h; y++) {
            int y0 = y * height / h;
            int y1 = Math.max(y0 + 1, (y + 1) * height / h);
            for (int x = 0; x < w; x++) {
                average(x * width / w, y0, Math.max(x * width / w + 1, (x + 1) * width / w), y1, small,
                        (y * w + x) * 3);
            }
        }
        return new Picture(w, h, small, nanos)
                .sampled(0, 0, (double) w / width, (double) h / height, width, height);
    }

    private void average(int x0, int y0, int x1, int y1, byte[] to, int at) {
        for (int c = 0; c < 3; c++) {
            int sum = 0;
            for (int y = y0; y < y1; y++) {
                for (int x = x0; x < x1; x++) {
                    sum += rgb[(y * width + x) * 3 + c] & 0xff;
                }
            }
            to[at + c] = (byte) (sum / ((x1 - x0) * (y1 - y0)));
        }
    }

    /** Pixel (x, y) of the new picture shows the place (left + x * stepX, top + y * stepY) of this one. */
    Picture sampled(double left, double top, double stepX, double stepY, int newWidth, int newHeight) {
        byte[] to = new byte[newWidth * newHeight * 3];
        for (int y = 0; y < newHeight; y++) {
            double sy = Math.max(0, Math.min(height - 1.001, top + (y + 0.5) * stepY - 0.5));
            int y0 = (int) sy;
            double fy = sy - y0;
            for (int x = 0; x < newWidth; x++) {
                double sx = Math.max(0, Math.min(width - 1.001, left + (x + 0.5) * stepX - 0.5));
                int x0 = (int) sx;
                double fx = sx - x0;
                int at = (y0 * width + x0) * 3;
                int below = at + width * 3;
                for (int c = 0; c < 3; c++) {
                    double upper = (rgb[at + c] & 0xff) * (1 - fx) + (rgb[at + 3 + c] & 0xff) * fx;
                    double lower = (rgb[below + c] & 0xff) * (1 - fx) + (rgb[below + 3 + c] & 0xff) * fx;
                    to[(y * newWidth + x) * 3 + c] = (byte) Math.round(upper * (1 - fy) + lower * fy);
                }
            }
        }
        return new Picture(newWidth, newHeight, to, nanos);
    }
}
