package dev.vigil.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold whatever a camera sees: invariants over random lives, each with its own seed. */
class IncidentLifeTest {

    private static final Pattern LEGAL = Pattern.compile("(Suspected (Updated )*(Confirmed (Updated )*)?Cleared ?)*");

    static List<Long> seeds() {
        return new Random(2026).longs(200).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eventsComeInLegalOrderAndEveryIncidentIsCleared(long seed) {
        Scene scene = live(seed, false);
        assertTrue(LEGAL.matcher(scene.story() + " ").matches() || scene.events.isEmpty(), scene.story());
        Set<Long> confirmed = new HashSet<>();
        long open = 0;
        for (IncidentEvent event : scene.events) {
            if (event instanceof IncidentEvent.Suspected suspected) {
                assertEquals(open + 1, event.incident(), "incidents are counted one by one");
                assertFalse(suspected.startTime().isAfter(suspected.cause().frameTime()));
                assertTrue(suspected.cause().confidence() > 50);
                open = event.incident();
            } else if (event instanceof IncidentEvent.Confirmed crime) {
                assertTrue(confirmed.add(crime.incident()), "two crimes in one incident");
                assertFalse(crime.endTime().isBefore(crime.startTime()));
                assertTrue(crime.confidence() > 80);
                assertTrue(Duration.between(crime.startTime(), crime.endTime()).toMillis() >= 2000);
            }
            assertEquals(open, event.incident());
        }
        assertEquals(Phase.CALM, scene.machine.phase());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aReplayGivesTheSameEvents(long seed) {
        assertEquals(live(seed, false).events, live(seed, false).events);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aWallClockThatJumpsChangesNothingButLabels(long seed) {
        Scene steady = live(seed, false);
        Scene jumping = live(seed, true);
        assertEquals(steady.events.stream().map(IncidentLifeTest::withoutLabels).toList(),
                jumping.events.stream().map(IncidentLifeTest::withoutLabels).toList());
        for (int i = 0; i < steady.events.size(); i++) {
            if (steady.events.get(i) instanceof IncidentEvent.Confirmed real) {
                Duration error = lasts((IncidentEvent.Confirmed) jumping.events.get(i)).minus(lasts(real));
                assertTrue(error.abs().compareTo(Duration.ofSeconds(5)) <= 0, real + ", but " + jumping.events.get(i));
                assertFalse(lasts((IncidentEvent.Confirmed) jumping.events.get(i)).isNegative());
            }
        }
    }

    private static Duration lasts(IncidentEvent.Confirmed crime) {
        return Duration.between(crime.startTime(), crime.endTime());
    }

    /** A few minutes of calm, unrest, violence and blindness of random length and rate, ended by a shutdown. */
    private static Scene live(long seed, boolean clockJumps) {
        Random random = new Random(seed);
        Random clock = new Random(seed + 1);
        Scene scene = new Scene(IncidentRules.defaults(), 1 + random.nextInt(15));
        double level = 0;
        while (scene.seconds() < 300) {
            if (clockJumps && clock.nextInt(3) == 0) {
                scene.clockJumps(Duration.ofMillis(clock.nextInt(20_000_000) - 10_000_000));
            }
            level = random.nextBoolean() ? random.nextDouble() * 100 : level;
            double noise = random.nextDouble() * 30;
            double until = scene.seconds() + random.nextDouble() * 14;
            if (random.nextInt(8) == 0) {
                scene.isBlind(Duration.ofMillis(random.nextInt(15_000)));
            }
            while (scene.seconds() < until) {
                scene.sees(Math.max(0, Math.min(100, level + noise * random.nextGaussian())));
            }
        }
        return scene.ends(ClearReason.SHUTDOWN);
    }

    private static String withoutLabels(IncidentEvent event) {
        if (event instanceof IncidentEvent.Suspected e) {
            return "suspected " + e.incident() + " " + e.cause().arrivalNanos();
        }
        if (event instanceof IncidentEvent.Updated e) {
            return "updated " + e.incident() + " " + e.cause().arrivalNanos();
        }
        if (event instanceof IncidentEvent.Confirmed e) {
            return "confirmed " + e.incident() + " " + e.cause().arrivalNanos() + " " + e.confidence() + e.type();
        }
        IncidentEvent.Cleared e = (IncidentEvent.Cleared) event;
        return "cleared " + e.incident() + " " + e.nanos() + " " + e.reason() + e.confirmed();
    }
}
