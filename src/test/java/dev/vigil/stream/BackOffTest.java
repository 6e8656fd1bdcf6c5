package dev.vigil.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private static final List<Duration> STEPS = StreamSettings.defaults(1).backOff();

    @Test
    void theWaitsGrowToAMinuteAndStayThereForEver() {
        BackOff backOff = new BackOff(STEPS, halfWay());
        List<Long> seconds = Stream.generate(() -> backOff.next().toSeconds()).limit(12).toList();
        assertEquals(List.of(1L, 2L, 5L, 10L, 30L, 60L, 60L, 60L, 60L, 60L, 60L, 60L), seconds);
        assertEquals(12, backOff.failures());
    }

    @Test
    void aSuccessStartsOver() {
        BackOff backOff = new BackOff(STEPS, halfWay());
        backOff.next();
        backOff.next();
        backOff.reset();
        assertEquals(0, backOff.failures());
        assertEquals(Duration.ofSeconds(1), backOff.next());
    }

    @Test
    void eachWaitIsSpreadByAFifthToEitherSide() {
        RandomGenerator random = new SplittableRandom(5);
        List<Long> firstWaits =
                Stream.generate(() -> new BackOff(STEPS, random).next().toMillis()).limit(1000).toList();
        long least = firstWaits.stream().mapToLong(Long::longValue).min().orElseThrow();
        long most = firstWaits.stream().mapToLong(Long::longValue).max().orElseThrow();
        assertTrue(least >= 800 && least < 820, "least " + least);
        assertTrue(most <= 1200 && most > 1180, "most " + most);
        assertNotEquals(firstWaits.get(0), firstWaits.get(1));
    }

    private static RandomGenerator halfWay() {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }

            @Override
            public double nextDouble() {
                return 0.5;
            }
        };
    }
}
