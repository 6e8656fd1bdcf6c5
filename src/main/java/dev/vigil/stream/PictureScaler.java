package dev.vigil.stream;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import java.util.IdentityHashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Writes a decoded picture into a {@link Frame}: RGB24, averaged over areas, aspect kept, at the top-left, the rest
 * black. It goes straight into the frame's buffer, and nothing is allocated as long as the pictures stay alike.
 */
final class PictureScaler implements AutoCloseable {

    private static final int ONE = 1 << 16;

    private final PictureSize size;
    private final IntPointer rowBytes;
    /** Where each of the few circulating frames has its pixels, as swscale wants it. */
    private final Map<Frame, PointerPointer<BytePointer>> targets = new IdentityHashMap<>();

    private AVFrame source;
    private PointerPointer<?> sourcePlanes;
    private IntPointer sourceRowBytes;
    private AVRational sourceAspect;

    private SwsContext scaler;
    private int sourceWidth;
    private int sourceHeight;
    private int sourceFormat;
    private int sourceColours;
    private int sourceRange;
    private double pixelAspect;
    private int width;
    private int height;

    PictureScaler(PictureSize size) {
        this.size = size;
        this.rowBytes = new IntPointer(size.width() * 3, 0, 0, 0);
    }

    /** This one, where it is for pictures of that size; else it is closed, and a new one takes its place. */
    PictureScaler of(PictureSize wanted) {
        if (wanted.equals(size)) {
            return this;
        }
        close();
        return new PictureScaler(wanted);
    }

    /**
     * Fills the frame's pixels and says in it how much of it the picture takes.
     *
     * @throws StreamFault where the picture is of a kind that cannot be converted
     */
    void scale(AVFrame picture, Frame frame) throws StreamFault {
        if (picture != source) {
            take(picture);
        }
        if (scaler == null || changed(picture)) {
            adapt(picture);
        }
        if (frame.filledWidth != width || frame.filledHeight != height) {
            // Its last picture had another shape, so that the margin may hold a part of it.
            Pointer.memset(target(frame).get(BytePointer.class, 0), 0, size.rgbBytes());
            frame.filledWidth = width;
            frame.filledHeight = height;
        }
        frame.pictureWidth = width;
        frame.pictureHeight = height;
        int rows = sws_scale(scaler, sourcePlanes, sourceRowBytes, 0, sourceHeight, target(frame), rowBytes);
        if (rows != height) {
            throw new StreamFault(BlindCause.BROKEN, "a picture cannot be scaled");
        }
    }

    /** The decoder fills one picture over and over: views on its fields are made once. */
    private void take(AVFrame picture) {
        source = picture;
        sourcePlanes = picture.data();
        sourceRowBytes = picture.linesize();
        sourceAspect = picture.sample_aspect_ratio();
    }

    private boolean changed(AVFrame picture) {
        return picture.width() != sourceWidth || picture.height() != sourceHeight || picture.format() != sourceFormat
                || picture.colorspace() != sourceColours || picture.color_range() != sourceRange
                || aspect() != pixelAspect;
    }

    private void adapt(AVFrame picture) throws StreamFault {
        close(scaler);
        scaler = null;
        sourceWidth = picture.width();
        sourceHeight = picture.height();
        sourceFormat = picture.format();
        sourceColours = picture.colorspace();
        sourceRange = picture.color_range();
        pixelAspect = aspect();
        double shownWidth = sourceWidth * pixelAspect;
        double factor = Math.min(size.width() / shownWidth, (double) size.height() / sourceHeight);
        width = evenWidth(shownWidth * factor);
        height = Math.max(1, (int) Math.round(sourceHeight * factor));
        SwsContext made = sws_getContext(sourceWidth, sourceHeight, sourceFormat, width, height, AV_PIX_FMT_RGB24,
                SWS_AREA, null, null, (DoublePointer) null);
        if (made == null) {
            throw new StreamFault(BlindCause.BROKEN, "its pixel format cannot be converted");
        }
        scaler = made;
        IntPointer coefficients = sws_getCoefficients(sourceColours);
        sws_setColorspaceDetails(scaler, coefficients, sourceRange == AVCOL_RANGE_JPEG ? 1 : 0,
                coefficients, 1, 0, ONE, ONE);
    }

    /** swscale writes RGB24 in pairs of pixels: with an odd width it would write one past the picture. */
    private int evenWidth(double wanted) {
        int even = (int) Math.round(wanted / 2) * 2;
        return Math.max(2, Math.min(even, size.width() / 2 * 2));
    }

    /** Width of a pixel over its height; 1 where the stream does not say. */
    private double aspect() {
        int num = sourceAspect.num();
        int den = sourceAspect.den();
        return num <= 0 || den <= 0 ? 1 : (double) num / den;
    }

    private PointerPointer<BytePointer> target(Frame frame) {
        PointerPointer<BytePointer> target = targets.get(frame);
        if (target == null) {
            target = new PointerPointer<>(4);
            target.put(0, new BytePointer(frame.buffer()));
            for (int plane = 1; plane < 4; plane++) {
                target.put(plane, (Pointer) null);
            }
            targets.put(frame, target);
        }
        return target;
    }

    private static void close(SwsContext context) {
        if (context != null) {
            sws_freeContext(context);
        }
    }

    /** Gives back what is made anew for the next picture in a fraction of the time that scaling it takes. */
    void rest() {
        close(scaler);
        scaler = null;
        targets.values().forEach(Pointer::close);
        targets.clear();
    }

    @Override
    public void close() {
        rest();
        rowBytes.close();
    }
}
