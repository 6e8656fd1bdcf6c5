package dev.vigil.bench;

import dev.vigil.inference.EngineException;
import dev.vigil.inference.EngineKind;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.tensorrt.Gpu;
import dev.vigil.inference.tensorrt.Precision;
import dev.vigil.inference.tensorrt.TensorRtEngine;
import dev.vigil.rehearsal.SceneFilm;
import dev.vigil.rehearsal.rtsp.RtspServer;
import dev.vigil.rehearsal.scene.Scene;
import dev.vigil.rehearsal.video.FilmPictures;
import dev.vigil.rehearsal.video.Recording;
import dev.vigil.stream.BlindCause;
import dev.vigil.stream.DecoderKind;
import dev.vigil.stream.Frame;
import dev.vigil.stream.FrameMailbox;
import dev.vigil.stream.PictureSize;
import dev.vigil.stream.StreamDetails;
import dev.vigil.stream.StreamListener;
import dev.vigil.stream.StreamSettings;
import dev.vigil.stream.VideoSource;
import dev.vigil.stream.VideoStream;
import dev.vigil.time.TimeSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What a GPU gives: throughput and latency of runs by batch and precision, what of a run is the engine's own time and
 * what is copying, how many streams its decoders carry, and how many cameras it carries from RTSP to decision
 * ({@link EndToEnd}). One line and exit code 2 on a machine without one.
 *
 * <pre>./mvnw -q -Pgpu test-compile exec:java -Dexec.classpathScope=test \
 *     -Dexec.mainClass=dev.vigil.bench.GpuBench</pre>
 */
public final class GpuBench {

    private static final int[] BATCHES = {1, 2, 4, 8, 16, 32, 64};
    private static final int RUNS = 200;
    private static final int[] STREAMS = {1, 4, 16, 32, 64, 128};
    private static final long STREAMS_MILLIS = 15_000;
    private static final int[] CAMERAS = {1, 4, 16, 64, 128, 256};
    private static final double FILM_SECONDS = 20;

    /** Held here, or its level would be collected with it. */
    private static final Logger ROOMS = Logger.getLogger("dev.vigil");

    private static final StreamListener SILENT = new StreamListener() {
        @Override
        public void connected(StreamDetails details) {
            // The counters say all.
        }

        @Override
        public void blind(BlindCause cause, String detail) {
            System.out.println("a camera is not seen: " + cause + ", " + detail);
        }

        @Override
        public void unreachable(int failures) {
            // It was told as blind.
        }

        @Override
        public void back(Duration blind) {
            // The counters say all.
        }
    };

    private GpuBench() {
    }

    public static void main(String[] none) throws Exception {
        try {
            System.out.println(Gpu.find());
        } catch (EngineException missing) {
            System.err.println("no bench without a GPU: " + missing.getMessage());
            System.exit(2);
        }
        ROOMS.setLevel(Level.WARNING);
        System.out.printf("%-24s %-5s %5s | %9s %9s %9s | %9s %10s %8s%n", "model", "prec.", "batch", "p50 ms",
                "p95 ms", "frames/s", "engine ms", "engine f/s", "of that");
        for (Precision precision : Precision.values()) {
            runs("movenet-multipose", precision);
        }
        runs("movenet-multipose-fp16", Precision.TF32);
        for (boolean handOver : new boolean[] {false, true}) {
            streams(handOver);
            EndToEnd.run(EngineKind.TENSORRT, handOver, Duration.ofSeconds(20), CAMERAS);
        }
        System.exit(0);
    }

    private static void runs(String model, Precision precision) {
        ModelBundle bundle = ModelBundle.load(Path.of("models", model));
        Frame picture = new Frame(bundle.input());
        picture.pictureWidth = bundle.input().width();
        picture.pictureHeight = bundle.input().height();
        for (int batch : BATCHES) {
            try (TensorRtEngine engine = new TensorRtEngine(bundle, batch, precision, Path.of("target/engines"))) {
                byte[] noise = new byte[engine.input().capacity()];
                new Random(1).nextBytes(noise);
                double[] millis = new double[RUNS];
                for (int run = -20; run < RUNS; run++) {
                    // The host fills pinned memory for every run, as the batcher does.
                    engine.input().put(0, noise);
                    // Every picture a sample, each of a camera of its own: the most that there is to do.
                    picture.arrivalNanos += 200_000_000L;
                    for (int camera = 0; camera < batch; camera++) {
                        engine.place(camera, camera, run == -20, picture);
                    }
                    long begin = System.nanoTime();
                    engine.run(batch);
                    if (run >= 0) {
                        millis[run] = (System.nanoTime() - begin) / 1e6;
                    }
                }
                double alone = engine.computeMillis(batch, RUNS);
                double mean = Arrays.stream(millis).average().orElseThrow();
                Arrays.sort(millis);
                System.out.printf("%-24s %-5s %5d | %9.3f %9.3f %9.0f | %9.3f %10.0f %7.0f%%%n", model, precision, batch,
                        millis[RUNS / 2], millis[RUNS * 95 / 100], batch / mean * 1000, alone, batch / alone * 1000,
                        100 * alone / mean);
            }
        }
    }

    /** Cameras before a street, all their pictures decoded on the GPU, and left there or brought to the host. */
    private static void streams(boolean handOver) throws Exception {
        System.out.printf("%n%s%n%7s | %12s %10s %9s %6s%n", handOver ? "handed over on the device"
                : "by way of the host", "streams", "decoded a s", "published", "fall-backs", "cores");
        PictureSize size = new PictureSize(448, 256);
        Path film = Files.createTempDirectory("vigil-bench").resolve("street.h264");
        SceneFilm.shoot(Scene.busy(5), FILM_SECONDS, film);
        Recording street = Recording.of(new FilmPictures(film), FILM_SECONDS);
        for (int count : STREAMS) {
            List<VideoStream> streams = new ArrayList<>();
            try (RecordedSite site = new RecordedSite(count, street)) {
                for (RtspServer camera : site.cameras()) {
                    String url = "rtsp://" + RecordedSite.USER_INFO + "@" + camera.host() + ":" + camera.port()
                            + camera.path();
                    FrameMailbox mailbox = new FrameMailbox(size);
                    mailbox.takeDevicePictures(handOver);
                    streams.add(new VideoStream("bench-" + streams.size(),
                            VideoSource.rtsp(url, VideoSource.Transport.TCP),
                            StreamSettings.defaults(3).with(DecoderKind.NVDEC), mailbox, SILENT,
                            TimeSource.system()));
                }
                streams.forEach(VideoStream::start);
                Thread.sleep(STREAMS_MILLIS / 3);
                long before = decoded(streams);
                long worked = cpuMillis();
                Thread.sleep(STREAMS_MILLIS);
                long fallBacks = streams.stream().mapToLong(stream -> stream.counters().decoderFallbacks()).sum();
                System.out.printf("%7d | %12.0f %10d %9d %6.2f%n", count,
                        (decoded(streams) - before) * 1000.0 / STREAMS_MILLIS,
                        streams.stream().mapToLong(stream -> stream.counters().published()).sum(), fallBacks,
                        (cpuMillis() - worked) / (double) STREAMS_MILLIS);
                streams.forEach(VideoStream::close);
            }
        }
    }

    /** Of this process, the cameras that play among it. */
    private static long cpuMillis() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
    }

    private static long decoded(List<VideoStream> streams) {
        return streams.stream().mapToLong(stream -> stream.counters().decoded()).sum();
    }
}
