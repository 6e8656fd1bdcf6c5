package dev.vigil.stream;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What becomes of a camera whose pictures NVDEC decodes, in lines, with a driver and a decoder of the tests: FFmpeg's
 * own code around them, from packets to frames.
 */
public final class NvdecProbe {

    private static final int ENOUGH = 12;
    private static final long PATIENCE_MILLIS = 20_000;

    private NvdecProbe() {
    }

    /** @param handOver for each camera, one after the other, whether its pictures may stay on the device */
    public static void main(String[] handOver) throws InterruptedException {
        TestVideo video = TestVideo.encode(640, 352, 40);
        for (String may : handOver) {
            try (TestRtspServer camera = new TestRtspServer(video)) {
                watch(camera, Boolean.parseBoolean(may));
            }
        }
        System.exit(0);
    }

    private static void watch(TestRtspServer camera, boolean handOver) throws InterruptedException {
        try (Watched watched = new Watched(camera.source(VideoSource.Transport.TCP), 1, Watched.SIZE,
                DecoderKind.NVDEC)) {
            watched.mailbox.takeDevicePictures(handOver);
            long end = System.currentTimeMillis() + PATIENCE_MILLIS;
            while (watched.counters().published() < ENOUGH && System.currentTimeMillis() < end) {
                Thread.sleep(10);
            }
            Frame frame = watched.mailbox.take();
            ByteBuffer pixels = frame.pixels();
            int left = pixels.get(100 * 448 * 3) & 0xff;
            int right = pixels.get((100 * 448 + 440) * 3) & 0xff;
            System.out.println("%s: on the device %s, %dx%d, %s, turned to the CPU %d times, %s".formatted(
                    handOver ? "may stay" : "must come", frame.onDevice() != null, frame.pictureWidth,
                    frame.pictureHeight, right - left > 100 ? "grey as NVDEC's" : "in colours as the CPU's",
                    watched.counters().decoderFallbacks(), watched.witness.events));
            watched.mailbox.release(frame);
        }
    }
}
