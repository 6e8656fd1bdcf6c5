package dev.vigil.watch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vigil.time.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When the watchdog acts, on time that the test owns. */
class WatchdogTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final ManualTime time = new ManualTime();
    private final AtomicInteger replacements = new AtomicInteger();
    private long workBegan = time.nanos();
    private boolean replaceable = true;
    private final Watchdog.Part part = new Watchdog.Part("the part", () -> time.nanos() - workBegan, LIMIT, () -> {
        replacements.incrementAndGet();
        workBegan = time.nanos();
        return replaceable;
    });
    private final Watchdog watchdog = new Watchdog(() -> List.of(part), time);

    @Test
    void aPartIsReplacedOnceWhenItHangsForLongerThanItsLimit() {
        passWatched(10);
        assertEquals(0, replacements.get());
        passWatched(1);
        await().until(() -> replacements.get() == 1);
        passWatched(9);
        assertEquals(1, replacements.get());
    }

    @Test
    void aPartThatGetsOnWithItsWorkIsLeftAlone() {
        for (int i = 0; i < 60; i++) {
            passWatched(1);
            workBegan = time.nanos();
        }
        assertEquals(0, replacements.get());
    }

    @Test
    void aMachineThatWasSuspendedIsNotTakenForAPartThatHangs() {
        passWatched(5);
        time.pass(Duration.ofHours(2));
        watchdog.look();
        passWatched(10);
        assertEquals(0, replacements.get());
        passWatched(1);
        await().until(() -> replacements.get() == 1);
    }

    @Test
    void stepsOfTheWallClockAreNotNoticed() {
        time.stepWallClock(Duration.ofHours(1));
        passWatched(9);
        time.stepWallClock(Duration.ofHours(-2));
        watchdog.look();
        assertEquals(0, replacements.get());
        passWatched(2);
        await().until(() -> replacements.get() == 1);
    }

    @Test
    void aReplacementThatHangsItselfStallsNoOtherPart() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger tries = new AtomicInteger();
        Watchdog.Part hopeless = new Watchdog.Part("the hopeless part", () -> LIMIT.toNanos() * 2, LIMIT, () -> {
            tries.incrementAndGet();
            try {
                never.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return false;
        });
        Watchdog both = new Watchdog(() -> List.of(hopeless, part), time);
        for (int i = 0; i < 11; i++) {
            time.pass(Duration.ofSeconds(1));
            both.look();
        }
        await().until(() -> replacements.get() == 1 && tries.get() == 1);
        never.countDown();
    }

    private void passWatched(int seconds) {
        for (int i = 0; i < seconds; i++) {
            time.pass(Duration.ofSeconds(1));
            watchdog.look();
        }
    }
}
