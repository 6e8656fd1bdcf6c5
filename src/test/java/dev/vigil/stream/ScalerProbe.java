package dev.vigil.stream;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_CUDA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_ctx_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_ctx_init;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_get_buffer;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVHWFramesContext;

/**
 * What FFmpeg makes of pictures on a device, in lines, with a driver of the tests whose device memory is the host's:
 * its own context, its own scaler, its own pool.
 */
public final class ScalerProbe {

    private static final PictureSize SIZE = new PictureSize(448, 256);
    private static final int ROUNDS = 500;

    private ScalerProbe() {
    }

    public static void main(String[] args) {
        AVBufferRef device = DecodingDevice.reference();
        System.out.println("shared: " + (device != null && DecodingDevice.shared()));
        try (Nv12Picture source = new Nv12Picture(640, 360, 64, 1, false, 0)) {
            AVBufferRef pool = pool(device, 640, 360);
            AVFrame decoded = av_frame_alloc();
            if (av_hwframe_get_buffer(pool, decoded, 0) < 0) {
                System.out.println("no room for a decoder's picture");
            } else {
                source.upload(decoded);
                scale(decoded);
            }
            av_frame_free(decoded);
            av_buffer_unref(pool);
        } catch (StreamFault fault) {
            System.out.println("fault: " + fault.blindCause() + ", " + fault.getMessage());
        }
        av_buffer_unref(device);
    }

    private static AVBufferRef pool(AVBufferRef device, int width, int height) {
        AVBufferRef pool = av_hwframe_ctx_alloc(device);
        new AVHWFramesContext(pool.data()).format(AV_PIX_FMT_CUDA).sw_format(AV_PIX_FMT_NV12).width(width)
                .height(height);
        av_hwframe_ctx_init(pool);
        return pool;
    }

    private static void scale(AVFrame decoded) throws StreamFault {
        FrameMailbox mailbox = new FrameMailbox(SIZE);
        Frame inEngine = null;
        DevicePictures pictures = new DevicePictures(SIZE);
        try (pictures; DevicePicture engine = new DevicePicture()) {
            AVFrame scaled = pictures.scaled(decoded);
            System.out.println("scaled: " + scaled.width() + "x" + scaled.height() + ", on the device: "
                    + DevicePictures.isOnDevice(scaled) + ", colours " + scaled.colorspace());
            System.out.println("brightness alone: " + lumaOf(pictures, decoded));
            for (int round = 0; round < ROUNDS; round++) {
                pictures.next();
                Frame frame = mailbox.claim();
                frame.hold(pictures.scaled(decoded));
                mailbox.publish(frame);
                if (round % 3 == 0) {
                    inEngine = mailbox.take();
                    engine.share(inEngine.onDevice());
                    mailbox.release(inEngine);
                }
            }
            Frame last = mailbox.take();
            try (PictureScaler scaler = new PictureScaler(SIZE)) {
                Frame wanted = new Frame(SIZE);
                scaler.scale(pictures.download(decoded), wanted);
                System.out.println("brought later as at once: " + wanted.pixels().equals(last.pixels()));
            }
            // The stream ends while the engine still has one, and another is being read.
            mailbox.close();
            pictures.close();
            System.out.println("still there: " + (engine.width() == 448 && last.pixels() != null));
            mailbox.release(last);
        }
    }

    private static String lumaOf(DevicePictures pictures, AVFrame decoded) throws StreamFault {
        AVFrame grey = pictures.brightness(decoded);
        byte[] alone = new byte[448];
        byte[] whole = new byte[448];
        AVFrame host = pictures.download(decoded);
        for (int y = 0; y < 252; y++) {
            grey.data(0).position((long) y * grey.linesize(0)).get(alone);
            host.data(0).position((long) y * host.linesize(0)).get(whole);
            if (!Arrays.equals(alone, whole)) {
                return "differs in row " + y;
            }
        }
        return new SmallPicture().read(grey) ? "as in the whole" : "cannot be read";
    }
}
