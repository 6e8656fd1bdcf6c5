package dev.vigil.bench.gate;

import dev.vigil.detection.Detectors;
import dev.vigil.detection.SceneDetector;
import dev.vigil.inference.Engine;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.OnnxEngine;
import dev.vigil.stream.Frame;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * The guide's loop, as straight as it is written there: a thread for each camera that captures every picture, and runs
 * the model on every FRAME_SKIP-th before it reads the next. A process of its own; it prints what it cost.
 */
public final class GuidesWay {

    /** As the service has it on two processors; with both it costs more, and 6.5 to 8.5 as it happens. */
    private static final int THREADS = 1;

    private final Engine engine;
    private final int skip;
    private final AtomicLong captured = new AtomicLong();
    private final AtomicLong inferred = new AtomicLong();
    private volatile boolean running = true;

    private GuidesWay(Engine engine, int skip) {
        this.engine = engine;
        this.skip = skip;
    }

    /** Arguments: seconds to warm up, seconds to measure, FRAME_SKIP, addresses. */
    public static void main(String[] arguments) throws InterruptedException {
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
        try (Engine engine = new OnnxEngine(ModelBundle.load(Path.of("models/movenet-multipose")), 1,
                THREADS)) {
            GuidesWay way = new GuidesWay(engine, Integer.parseInt(arguments[2]));
            List<Thread> cameras = List.of(arguments).subList(3, arguments.length).stream().map(way::watch).toList();
            Thread.sleep((long) (1000 * Double.parseDouble(arguments[0])));
            double cpu = cpuSeconds();
            long captured = way.captured.get();
            long inferred = way.inferred.get();
            Thread.sleep((long) (1000 * Double.parseDouble(arguments[1])));
            System.out.printf(Locale.ROOT, "%f %d %d%n", cpuSeconds() - cpu, way.captured.get() - captured,
                    way.inferred.get() - inferred);
            System.out.flush();
            way.running = false;
            for (Thread camera : cameras) {
                camera.join();
            }
        }
    }

    private Thread watch(String address) {
        Thread camera = new Thread(() -> process(address));
        camera.start();
        return camera;
    }

    private void process(String address) {
        SceneDetector detector = new Detectors(engine.bundle()).with(List.of());
        Frame frame = new Frame(engine.bundle().input());
        try (Capture capture = new Capture(address, frame)) {
            for (long count = 1; running && capture.read(); count++) {
                captured.incrementAndGet();
                if (count % skip == 0) {
                    capture.shrink();
                    predict(frame, detector);
                }
            }
        } catch (IOException failed) {
            System.err.println(failed.getMessage());
        }
    }

    private void predict(Frame frame, SceneDetector detector) {
        synchronized (engine) {
            engine.input().put(0, frame.pixels(), 0, frame.size().rgbBytes());
            engine.run(1);
            detector.assess(frame, engine.outputs(), 0);
            inferred.incrementAndGet();
        }
    }

    private static double cpuSeconds() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime() / 1e9;
    }
}
