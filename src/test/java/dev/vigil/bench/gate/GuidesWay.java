package dev.vigil.bench.gate;

import dev.vigil.detection.Detectors;
import dev.vigil.detection.SceneDetector;
import dev.vigil.inference.Engine;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.OnnxEngine;
import dev.vigil.stream.BlindCause;
import dev.vigil.stream.Frame;
import dev.vigil.stream.FrameMailbox;
import dev.vigil.stream.StreamDetails;
import dev.vigil.stream.StreamListener;
import dev.vigil.stream.StreamSettings;
import dev.vigil.stream.VideoSource;
import dev.vigil.stream.VideoStream;
import dev.vigil.time.TimeSource;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The guide's loop, as straight as it is written there: a thread for each camera that decodes every picture, and runs
 * the model on every FRAME_SKIP-th before it reads the next. A process of its own; it prints what it cost.
 */
public final class GuidesWay {

    private GuidesWay() {
    }

    /** Arguments: seconds to warm up, seconds to measure, FRAME_SKIP, addresses. */
    public static void main(String[] arguments) throws InterruptedException {
        int skip = Integer.parseInt(arguments[2]);
        List<VideoStream> streams = new ArrayList<>();
        long[] inferred = {0};
        try (Engine engine = new OnnxEngine(ModelBundle.load(Path.of("models/movenet-multipose")), 1,
                Runtime.getRuntime().availableProcessors())) {
            for (int i = 3; i < arguments.length; i++) {
                FrameMailbox mailbox = new FrameMailbox(engine.bundle().input());
                SceneDetector detector = new Detectors(engine.bundle()).with(List.of());
                mailbox.onPublish(() -> {
                    Frame frame = mailbox.take();
                    synchronized (engine) {
                        engine.input().put(0, frame.pixels(), 0, frame.size().rgbBytes());
                        engine.run(1);
                        detector.assess(frame, engine.outputs(), 0);
                        inferred[0]++;
                    }
                    mailbox.release(frame);
                });
                VideoStream stream = new VideoStream("guide-" + i,
                        VideoSource.rtsp(arguments[i], VideoSource.Transport.TCP), StreamSettings.defaults(skip),
                        mailbox, new Unheard(), TimeSource.system());
                streams.add(stream);
                stream.start();
            }
            Thread.sleep((long) (1000 * Double.parseDouble(arguments[0])));
            double cpu = cpuSeconds();
            long packets = packets(streams);
            long frames = inferred[0];
            Thread.sleep((long) (1000 * Double.parseDouble(arguments[1])));
            System.out.printf(Locale.ROOT, "%f %d %d%n", cpuSeconds() - cpu, packets(streams) - packets,
                    inferred[0] - frames);
            System.out.flush();
            streams.forEach(VideoStream::close);
        }
    }

    private static long packets(List<VideoStream> streams) {
        return streams.stream().mapToLong(stream -> stream.counters().packets()).sum();
    }

    private static double cpuSeconds() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime() / 1e9;
    }

    private static final class Unheard implements StreamListener {

        @Override
        public void connected(StreamDetails details) {
        }

        @Override
        public void blind(BlindCause cause, String detail) {
        }

        @Override
        public void unreachable(int failures) {
        }

        @Override
        public void back(Duration blind) {
        }
    }
}
