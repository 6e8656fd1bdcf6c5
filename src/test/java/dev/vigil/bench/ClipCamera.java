package dev.vigil.bench;

import dev.vigil.detection.Detector;
import dev.vigil.detection.Detectors;
import dev.vigil.inference.Engine;
import dev.vigil.rehearsal.CameraSpec;
import dev.vigil.rehearsal.RehearsalCamera;
import dev.vigil.rehearsal.RehearsalCameras;
import dev.vigil.rehearsal.Show;
import dev.vigil.stream.BlindCause;
import dev.vigil.stream.Frame;
import dev.vigil.stream.FrameMailbox;
import dev.vigil.stream.PictureSize;
import dev.vigil.stream.StreamDetails;
import dev.vigil.stream.StreamListener;
import dev.vigil.stream.StreamSettings;
import dev.vigil.stream.VideoSource;
import dev.vigil.stream.VideoStream;
import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A clip looped in as a camera of the rehearsal and watched over RTSP, in real time. Its frames are kept as the stream
 * delivered them, with their arrival times, and judged afterwards: a model that is too slow for this machine then loses
 * none of them.
 */
final class ClipCamera implements StreamListener {

    private final ClipPlan plan;
    private final PictureSize size;
    private final List<Frame> frames = new ArrayList<>();
    private final List<String> losses = new ArrayList<>();

    ClipCamera(ClipPlan plan, PictureSize size) {
        this.plan = plan;
        this.size = size;
    }

    /** Watches until that picture came, or for so long; to be called once. */
    void watch(long picture, Duration atMost) throws InterruptedException {
        TimeSource time = TimeSource.system();
        CameraSpec spec = CameraSpec.of("clip", Show.film(plan.clip()), "me", "clip");
        FrameMailbox mailbox = new FrameMailbox(size);
        mailbox.onPublish(() -> keep(mailbox));
        try (RehearsalCameras site = RehearsalCameras.start(List.of(spec), time);
             VideoStream stream = new VideoStream("clip", address(site.cameras().get(0)),
                     StreamSettings.defaults(plan.frameSkip()), mailbox, this, time)) {
            stream.start();
            awaitPicture(picture, System.nanoTime() + atMost.toNanos());
        }
    }

    private static VideoSource address(RehearsalCamera camera) {
        return VideoSource.rtsp("rtsp://" + camera.user() + ":" + camera.password() + "@" + camera.host() + ":"
                + camera.port() + camera.path(), VideoSource.Transport.TCP);
    }

    private synchronized void awaitPicture(long picture, long end) throws InterruptedException {
        while (frames.isEmpty() || frames.get(frames.size() - 1).sequence < picture) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }

    private synchronized void keep(FrameMailbox mailbox) {
        Frame frame = mailbox.take();
        Frame copy = new Frame(size);
        copy.pixels().put(0, frame.pixels(), 0, size.rgbBytes());
        copy.pictureWidth = frame.pictureWidth;
        copy.pictureHeight = frame.pictureHeight;
        copy.sequence = frame.sequence;
        copy.arrivalNanos = frame.arrivalNanos;
        copy.captureMillis = frame.captureMillis;
        mailbox.release(frame);
        frames.add(copy);
        notifyAll();
    }

    /** What a detector says of the frames. */
    synchronized Windows judged(Engine engine) {
        Detector detector = new Detectors(engine.bundle()).with(List.of());
        Windows windows = new Windows();
        for (Frame frame : frames) {
            engine.input().put(0, frame.pixels(), 0, size.rgbBytes());
            engine.run(1);
            windows.add(frame.sequence, detector.assess(frame, engine.outputs(), 0));
        }
        return windows;
    }

    /** By how much, at worst, two frames came sooner or later after each other than they were sent; milliseconds. */
    synchronized double jitterMillis() {
        double most = 0;
        for (int i = 1; i < frames.size(); i++) {
            double came = (frames.get(i).arrivalNanos - frames.get(i - 1).arrivalNanos) / 1e6;
            most = Math.max(most, Math.abs(came - 1000 * plan.frameSkip() / plan.rate()));
        }
        return most;
    }

    /** How often, and why, the stream was lost. */
    synchronized List<String> losses() {
        return List.copyOf(losses);
    }

    @Override
    public void connected(StreamDetails details) {
    }

    @Override
    public synchronized void blind(BlindCause cause, String detail) {
        losses.add(cause + ": " + detail);
    }

    @Override
    public void unreachable(int failures) {
    }

    @Override
    public void back(Duration blind) {
    }
}
