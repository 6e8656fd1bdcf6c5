package dev.vigil.alarm;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SirenControlTest {

    private static final SirenTimings SLOW = SirenTimings.DEFAULT;

    private final RecordingSiren siren = new RecordingSiren();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private SirenControl control;

    @AfterEach
    void close() {
        siren.camera.countDown();
        control.close();
    }

    @Test
    void soundsOnceAndIsSilencedOnce() {
        control = control(SLOW);
        control.sound();
        control.sound();
        await().until(() -> control.state() == SirenControl.State.SOUNDING);
        control.silence();
        control.silence();
        await().until(() -> control.state() == SirenControl.State.SILENT);

        assertEquals(List.of("sound PT30S", "silence"), siren.commands);
        assertEquals(List.of("sounded test", "silenced test"), heard);
    }

    @Test
    void aSirenThatNeverSoundedIsNotBothered() {
        control = control(SLOW);
        control.silence();
        control.close();
        assertEquals(List.of(), siren.commands);
    }

    @Test
    void isSoundedAgainWhileTheIncidentLasts() {
        control = control(new SirenTimings(Duration.ofMillis(100), Duration.ofMillis(20), Duration.ofMillis(5)));
        control.sound();
        await().until(() -> siren.commands.size() >= 4);
        control.silence();
        await().until(() -> control.state() == SirenControl.State.SILENT);

        assertEquals("silence", siren.commands.get(siren.commands.size() - 1));
        assertEquals(List.of("sounded test", "silenced test"), heard);
    }

    @Test
    void aFailedCommandIsTriedAgain() {
        siren.failures = 3;
        control = control(new SirenTimings(Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofMillis(5)));
        control.sound();
        await().until(() -> control.state() == SirenControl.State.SOUNDING);

        assertEquals(4, siren.commands.size());
        assertEquals(List.of("failed no answer", "failed no answer", "failed no answer", "sounded test"), heard);
    }

    @Test
    void aSirenWhoseSoundingFailedIsSilencedAllTheSame() {
        siren.failures = 1;
        control = control(new SirenTimings(Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofSeconds(25)));
        control.sound();
        await().until(() -> heard.contains("failed no answer"));
        control.silence();
        await().until(() -> control.state() == SirenControl.State.SILENT);

        assertEquals(List.of("sound PT30S", "silence"), siren.commands);
    }

    @Test
    void soundAndSilenceReturnAtOnceThoughTheCameraHangs() {
        siren.camera = new CountDownLatch(1);
        control = control(SLOW);
        long before = System.nanoTime();
        control.sound();
        control.silence();
        assertTrue(System.nanoTime() - before < Duration.ofSeconds(2).toNanos(), "the caller was held up");
        siren.camera.countDown();
        await().until(() -> control.state() == SirenControl.State.SILENT);
        await().until(() -> siren.commands.isEmpty() || siren.commands.contains("silence"));
    }

    @Test
    void closingSilencesASoundingSiren() {
        control = control(SLOW);
        control.sound();
        await().until(() -> control.state() == SirenControl.State.SOUNDING);
        control.close();

        assertEquals(List.of("sound PT30S", "silence"), siren.commands);
        control.sound();
        assertEquals(2, siren.commands.size());
    }

    private SirenControl control(SirenTimings timings) {
        return new SirenControl("test", siren, timings, new SirenListener() {
            @Override
            public void sounded(String way, long nanos) {
                heard.add("sounded " + way);
            }

            @Override
            public void silenced(String way) {
                heard.add("silenced " + way);
            }

            @Override
            public void failed(String way, String reason) {
                heard.add("failed " + reason);
            }
        }, TimeSource.system());
    }

    /** Stands where a camera would: records what it is told, fails or hangs on demand. */
    private static final class RecordingSiren implements Siren {

        private final List<String> commands = new CopyOnWriteArrayList<>();
        private volatile int failures;
        private volatile CountDownLatch camera = new CountDownLatch(0);

        @Override
        public String way() {
            return "test";
        }

        @Override
        public void sound(Duration duration) throws SirenException {
            answer("sound " + duration);
        }

        @Override
        public void silence() throws SirenException {
            answer("silence");
        }

        private void answer(String command) throws SirenException {
            try {
                camera.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            commands.add(command);
            if (failures > 0) {
                failures--;
                throw new SirenException("no answer", null);
            }
        }
    }
}
