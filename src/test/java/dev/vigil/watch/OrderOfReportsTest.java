package dev.vigil.watch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.alarm.Siren;
import dev.vigil.alarm.SirenAnswer;
import dev.vigil.detection.Assessment;
import dev.vigil.detection.CrimeType;
import dev.vigil.incident.IncidentEvent;
import dev.vigil.inference.Outputs;
import dev.vigil.outbox.Report;
import dev.vigil.outbox.ReportKind;
import dev.vigil.stream.Frame;
import dev.vigil.stream.PictureSize;
import dev.vigil.stream.StreamSettings;
import dev.vigil.time.ManualTime;
import dev.vigil.time.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames and the clock decide on different threads, and sirens answer on threads of their own. */
class OrderOfReportsTest {

    @TempDir
    private Path folder;

    @Test
    void aStopThatTheClockDecidesDoesNotOvertakeTheAlertThatIsBeingWritten() throws Exception {
        SlowPen time = new SlowPen();
        try (Stage stage = new Stage(folder, StreamSettings.defaults(1), (camera, real) -> new Alarmed(),
                camera -> List.of(), time)) {
            stage.watch(List.of(Stage.camera(1, "127.0.0.1", 1, "/", "", "")));
            CameraWatch watch = stage.watch(1);
            Frame frame = new Frame(new PictureSize(2, 2));
            frame.arrivalNanos = time.nanos();
            Thread frames = new Thread(() -> watch.onOutputs(frame, null, 0));
            time.slowFor(frames);
            frames.start();
            assertTrue(time.writing.await(30, TimeUnit.SECONDS), "no alert is written");
            time.clock.pass(Duration.ofMinutes(2));
            watch.tick();
            time.ticked.countDown();
            frames.join();
            watch.tick();
            await().until(() -> stage.reports.size() == 2);
            assertEquals(List.of(ReportKind.ALERT, ReportKind.STOP),
                    stage.reports.stream().map(Report::kind).toList());
        }
    }

    @Test
    void aSirenThatAnswersAtOnceIsToldAfterItsIncident() throws Exception {
        SlowPen time = new SlowPen();
        List<String> told = new CopyOnWriteArrayList<>();
        WatchObserver observer = new WatchObserver() {
            @Override
            public void happened(long camera, String name, IncidentEvent event, Frame frame, long decidedNanos) {
                told.add("incident");
            }

            @Override
            public void sirenSounded(long camera, SirenAnswer answer) {
                told.add("siren");
                time.ticked.countDown();
            }
        };
        try (Stage stage = new Stage(folder, StreamSettings.defaults(1), (camera, real) -> new Alarmed(),
                camera -> List.of(new QuickSiren()), observer, time)) {
            stage.watch(List.of(Stage.camera(1, "127.0.0.1", 1, "/", "", "")));
            Frame frame = new Frame(new PictureSize(2, 2));
            frame.arrivalNanos = time.nanos();
            Thread frames = new Thread(() -> stage.watch(1).onOutputs(frame, null, 0));
            time.slowFor(frames);
            frames.start();
            frames.join();
            await().until(() -> told.contains("siren"));
            assertEquals(List.of("incident", "siren"), told.subList(0, 2));
        }
    }

    private static final class QuickSiren implements Siren {

        @Override
        public String way() {
            return "quick";
        }

        @Override
        public void sound(Duration duration) {
            // It sounds at once.
        }

        @Override
        public void silence() {
            // It is silent at once.
        }
    }

    /** One thread is held up for a second where it writes when its report was decided. */
    private static final class SlowPen implements TimeSource {

        private final ManualTime clock = new ManualTime();
        private final CountDownLatch writing = new CountDownLatch(1);
        private final CountDownLatch ticked = new CountDownLatch(1);
        private volatile Thread slow;

        void slowFor(Thread thread) {
            slow = thread;
        }

        @Override
        public long nanos() {
            return clock.nanos();
        }

        @Override
        public Instant now() {
            if (Thread.currentThread() == slow) {
                writing.countDown();
                try {
                    ticked.await(1, TimeUnit.SECONDS);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
            return clock.now();
        }
    }

    private static final class Alarmed extends ScriptedDetector {

        @Override
        public Assessment assess(Frame frame, Outputs outputs, int index) {
            return new Assessment(frame.arrivalNanos, Instant.EPOCH, 90, CrimeType.FIGHTING, "the script", null);
        }
    }
}
