package dev.vigil.stream;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.time.TimeSource;
import java.time.Duration;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asked as FFmpeg asks: by the function and the pointer that were installed. */
class ReadDeadlineTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final AVIOInterruptCB slot = new AVIOInterruptCB();
    private ReadDeadline deadline;

    @BeforeEach
    void install() {
        FFmpeg.init();
        deadline = new ReadDeadline(TimeSource.system());
        deadline.installIn(slot);
    }

    @AfterEach
    void close() {
        deadline.close();
        slot.close();
    }

    private int asked() {
        return slot.callback().call(slot.opaque());
    }

    @Test
    void aWaitGoesOnUntilItsTimeIsUpAndTheNextOneBeginsAnew() {
        deadline.allow(LONG);
        assertEquals(0, asked());
        assertFalse(deadline.passed());
        deadline.allow(SHORT);
        await().until(() -> asked() != 0);
        assertTrue(deadline.passed());
        deadline.allow(LONG);
        assertEquals(0, asked());
        assertFalse(deadline.passed());
    }

    @Test
    void whatIsPutOffEndsLater() throws InterruptedException {
        deadline.allow(SHORT);
        deadline.allow(LONG);
        Thread.sleep(4 * SHORT.toMillis());
        assertEquals(0, asked());
        deadline.allow(SHORT);
        await().until(() -> asked() != 0);
    }

    @Test
    void cancelledItAllowsNothingButAFarewell() {
        deadline.allow(LONG);
        deadline.cancel();
        assertNotEquals(0, asked());
        deadline.allow(LONG);
        assertNotEquals(0, asked());
        assertTrue(deadline.passed());
        deadline.allowFarewell(SHORT);
        await().until(() -> asked() != 0);
        deadline.allowFarewell(LONG);
        assertEquals(0, asked());
    }
}
