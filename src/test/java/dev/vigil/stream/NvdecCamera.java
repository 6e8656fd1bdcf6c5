package dev.vigil.stream;

/** A camera whose pictures NVDEC decodes and leaves on the device, 448 x 246 in 448 x 256. */
public final class NvdecCamera implements AutoCloseable {

    public static final PictureSize SIZE = Watched.SIZE;

    private final TestRtspServer camera = new TestRtspServer(TestVideo.encode(640, 352, 40));
    private final Watched watched;

    public NvdecCamera() {
        watched = new Watched(camera.source(VideoSource.Transport.TCP), 1, SIZE, DecoderKind.NVDEC);
        watched.mailbox.takeDevicePictures(true);
    }

    public FrameMailbox mailbox() {
        return watched.mailbox;
    }

    @Override
    public void close() {
        watched.close();
        camera.close();
    }
}
