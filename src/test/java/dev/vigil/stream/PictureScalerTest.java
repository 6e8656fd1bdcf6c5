package dev.vigil.stream;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureScalerTest {

    /** Source size, shape of its pixels, and the size of the picture in the frame. */
    @ParameterizedTest
    @CsvSource({
        "640, 360, 0, 1, 448, 252",
        "1920, 1080, 1, 1, 448, 252",
        "640, 480, 1, 1, 342, 256",
        "360, 640, 1, 1, 144, 256",
        "704, 576, 16, 11, 448, 252",
        "704, 576, 12, 11, 342, 256",
        "320, 180, 1, 1, 448, 252",
        "64, 2, 1, 1, 448, 14"})
    void thePictureKeepsItsShapeAndTheRestIsBlack(int width, int height, int num, int den, int toWidth, int toHeight)
            throws StreamFault {
        Frame frame = new Frame(new PictureSize(448, 256));
        try (PictureScaler scaler = new PictureScaler(frame.size())) {
            white(frame);
            scale(scaler, frame, grey(width, height, num, den, 235, 0));
            assertEquals(toWidth, frame.pictureWidth);
            assertEquals(toHeight, frame.pictureHeight);
            Pixels.assertRgb(frame, 0, 0, 255, 255, 255);
            Pixels.assertRgb(frame, toWidth - 1, toHeight - 1, 255, 255, 255);
            Pixels.assertBlackOutside(frame, toWidth, toHeight);
        }
    }

    @Test
    void eachOfTheCirculatingFramesIsClearedWhenTheShapeChanges() throws StreamFault {
        PictureSize size = new PictureSize(448, 256);
        Frame[] frames = {new Frame(size), new Frame(size), new Frame(size)};
        try (PictureScaler scaler = new PictureScaler(size)) {
            for (Frame frame : frames) {
                scale(scaler, frame, grey(640, 360, 1, 1, 235, 0));
            }
            for (Frame frame : frames) {
                scale(scaler, frame, grey(360, 640, 1, 1, 235, 0));
                Pixels.assertBlackOutside(frame, 144, 256);
            }
        }
    }

    @Test
    void theFullRangeOfACameraThatUsesItIsKept() throws StreamFault {
        Frame frame = new Frame(new PictureSize(448, 256));
        try (PictureScaler scaler = new PictureScaler(frame.size())) {
            scale(scaler, frame, grey(640, 360, 1, 1, 60, AVCOL_RANGE_JPEG));
            Pixels.assertRgb(frame, 200, 100, 60, 60, 60);
            scale(scaler, frame, grey(640, 360, 1, 1, 60, 0));
            Pixels.assertRgb(frame, 200, 100, 51, 51, 51);
        }
    }

    private static void scale(PictureScaler scaler, Frame frame, AVFrame picture) throws StreamFault {
        try {
            scaler.scale(picture, frame);
        } finally {
            av_frame_free(picture);
        }
    }

    private static AVFrame grey(int width, int height, int num, int den, int luma, int range) {
        AVFrame picture = av_frame_alloc().width(width).height(height).format(AV_PIX_FMT_YUV420P).color_range(range);
        picture.sample_aspect_ratio().num(num).den(den);
        av_frame_get_buffer(picture, 0);
        for (int plane = 0; plane < 3; plane++) {
            long rows = plane == 0 ? height : (height + 1) / 2;
            Pointer.memset(picture.data(plane), plane == 0 ? luma : 128, rows * picture.linesize(plane));
        }
        return picture;
    }

    private static void white(Frame frame) {
        for (int i = 0; i < frame.pixels().capacity(); i++) {
            frame.pixels().put(i, (byte) 255);
        }
    }
}
