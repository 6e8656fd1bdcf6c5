package dev.vigil.stream;

/** Size of a picture in pixels, both positive: {@code width} x {@code height}. */
public record PictureSize(int width, int height) {

    public PictureSize {
        if (width <= 0 || height <= 0) {
            throw new IllegalArgumentException("picture size must be positive, not " + width + "x" + height);
        }
    }

    /** Bytes of one RGB24 picture of this size. */
    public int rgbBytes() {
        return width * height * 3;
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
