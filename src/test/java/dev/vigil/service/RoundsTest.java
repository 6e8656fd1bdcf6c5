package dev.vigil.service;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private static final Duration OFTEN = Duration.ofMillis(20);

    private final Rounds rounds = new Rounds();
    private final AtomicInteger done = new AtomicInteger();

    @AfterEach
    void close() {
        rounds.close();
    }

    @Test
    void aRoundThatHangsHoldsUpNoOther() {
        CountDownLatch never = new CountDownLatch(1);
        rounds.every(OFTEN, "hangs", () -> {
            try {
                never.await();
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        });
        rounds.every(OFTEN, "goes on", done::incrementAndGet);
        await().until(() -> done.get() >= 5);
    }

    @Test
    void aRoundThatFailsComesAgain() {
        rounds.every(OFTEN, "fails", () -> {
            done.incrementAndGet();
            throw new IllegalStateException("unexpected");
        });
        await().until(() -> done.get() >= 3);
    }

    @Test
    void roundsMissedInALongOneAreNotMadeUpFor() throws InterruptedException {
        CountDownLatch slow = new CountDownLatch(1);
        rounds.every(Duration.ofMillis(500), "slow at first", () -> {
            if (done.incrementAndGet() == 1) {
                try {
                    slow.await();
                } catch (InterruptedException closed) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        await().until(() -> done.get() == 1);
        Thread.sleep(3000);
        slow.countDown();
        Thread.sleep(200);
        assertTrue(done.get() <= 2, "six were missed, and now there were " + done.get());
        await().until(() -> done.get() >= 3);
    }

    @Test
    void afterCloseThereAreNone() throws InterruptedException {
        rounds.every(OFTEN, "ends", done::incrementAndGet);
        await().until(() -> done.get() >= 1);
        rounds.close();
        Thread.sleep(100);
        int before = done.get();
        Thread.sleep(200);
        assertEquals(before, done.get());
    }
}
