package dev.vigil.watch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.camera.AssignmentChange;
import dev.vigil.camera.Camera;
import dev.vigil.rehearsal.CameraSpec;
import dev.vigil.rehearsal.RehearsalCamera;
import dev.vigil.rehearsal.RehearsalCameras;
import dev.vigil.rehearsal.Show;
import dev.vigil.stream.StreamSettings;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A camera that hangs, in whatever way, and the one beside it. */
class HangingCameraTest {

    private static final StreamSettings PATIENT = new StreamSettings(3, Duration.ofSeconds(3), Duration.ofSeconds(3),
            Duration.ofSeconds(15), List.of(Duration.ofSeconds(1)), 10);

    @TempDir
    private Path data;

    @Test
    void aCameraThatAcceptsAndNeverAnswersHoldsUpNeitherTheOthersStartNorAChangeNorTheShutdown() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                RehearsalCameras site = calm();
                Stage stage = new Stage(data, PATIENT, (camera, real) -> real, camera -> List.of(),
                        TimeSource.system())) {
            Camera hangs = Stage.camera(1, "127.0.0.1", mute.getLocalPort(), "/", "", "");
            assertTrue(took(() -> stage.watch(List.of(hangs, camera(2, site)))) < 5000, "the start");
            await().atMost(Duration.ofSeconds(60)).until(() -> stage.watch(2).stream().connected());
            await().atMost(Duration.ofSeconds(60)).until(() -> stage.watch(1).blindBecause().orElse("")
                    .contains("cannot be reached"));
            assertTrue(took(() -> stage.tower.apply(new AssignmentChange(null, List.of(), List.of(), List.of(hangs),
                    List.of(), List.of(), List.of(), List.of()))) < 5000, "the change");
            assertEquals(0, stage.watch(2).stream().reconnects());
            assertTrue(took(stage.tower::close) < 5000, "the shutdown");
        }
    }

    @Test
    void aReaderThatHangsInsideTheLibraryIsReplacedCountedAndTheOtherCameraGoesOn() {
        TrapTime time = new TrapTime("stream-camera-1");
        try (RehearsalCameras site = calm();
                Stage stage = new Stage(data, PATIENT, (camera, real) -> real, camera -> List.of(), time);
                Watchdog watchdog = new Watchdog(stage.tower::readers, time)) {
            watchdog.start();
            stage.watch(List.of(camera(1, site), camera(2, site)));
            CameraWatch first = stage.watch(1);
            await().atMost(Duration.ofSeconds(60)).until(() -> first.stream().connected()
                    && stage.watch(2).stream().connected());
            time.armed.set(true);

            await().atMost(Duration.ofSeconds(90)).until(() -> stage.tower.replacedReaders() == 1);
            await().atMost(Duration.ofSeconds(60)).until(() -> stage.watch(1) != first
                    && stage.watch(1).lane().inferred() > 3);
            assertEquals(2, readersOfCamera1(), "the one left behind and the fresh one");
            assertFalse(first.readerEnded());
            assertTrue(stage.watch(2).stream().connected());

            time.trap.countDown();
            await().atMost(Duration.ofSeconds(30)).until(first::readerEnded);
            await().until(() -> readersOfCamera1() == 1);
        }
    }

    private static long readersOfCamera1() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("stream-camera-1")).count();
    }

    private static RehearsalCameras calm() {
        return RehearsalCameras.start(List.of(CameraSpec.of("Courtyard", Show.empty(1), "u", "p"),
                CameraSpec.of("Gate", Show.empty(1), "u", "p")), TimeSource.system());
    }

    private static Camera camera(int id, RehearsalCameras site) {
        RehearsalCamera camera = site.cameras().get(id - 1);
        return Stage.camera(id, camera.host(), camera.port(), camera.path(), camera.user(), camera.password());
    }

    private interface Step {
        void take() throws IOException;
    }

    private static long took(Step step) throws IOException {
        long begun = System.nanoTime();
        step.take();
        return Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }

    /** Real time, in which one thread gets caught: FFmpeg asks it from within its own calls, and hangs there. */
    private static final class TrapTime implements TimeSource {

        final AtomicBoolean armed = new AtomicBoolean();
        final CountDownLatch trap = new CountDownLatch(1);
        private final String caught;

        TrapTime(String caught) {
            this.caught = caught;
        }

        @Override
        public long nanos() {
            if (Thread.currentThread().getName().equals(caught) && armed.getAndSet(false)) {
                try {
                    trap.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
            return System.nanoTime();
        }

        @Override
        public Instant now() {
            return Instant.now();
        }
    }
}
