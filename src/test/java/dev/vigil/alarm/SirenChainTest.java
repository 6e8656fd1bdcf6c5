package dev.vigil.alarm;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.time.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SirenChainTest {

    private static final Duration ASKED = Duration.ofSeconds(30);

    @TempDir
    private Path folder;
    private final TestSiren first = new TestSiren("first");
    private final TestSiren second = new TestSiren("second");
    private final TestSiren third = new TestSiren("third");
    private final HeardSiren heard = new HeardSiren();
    private final ManualTime time = new ManualTime();
    private SirenMemory memory;
    private LeftOn leftOn;
    private SirenChain chain;

    @BeforeEach
    void build() {
        memory = new SirenMemory(folder.resolve("sirens.properties"));
        leftOn = new LeftOn(memory);
        chain = chain(first, second, third);
    }

    @AfterEach
    void close() {
        first.camera.countDown();
        chain.close();
        leftOn.close();
    }

    @Test
    void theFirstWayThatWorksSoundsAndTheOthersAreLeftAlone() throws SirenException {
        assertEquals("first", sound());
        assertEquals(List.of("sound PT30S"), first.commands);
        assertEquals(List.of(), second.commands);
        assertEquals(List.of("first sound answered"), heard.attempts);
    }

    @Test
    void aWayThatFailsIsFollowedByTheNextAndTheOneThatWorkedIsFirstForTheRestOfTheIncident() throws SirenException {
        first.refuses = true;
        assertEquals("second", sound());
        assertEquals("second", sound());
        assertEquals(1, first.commands.size());

        chain.silence();
        first.refuses = false;
        assertEquals("first", sound(), "the next incident begins with the configured order");
        assertEquals("first sound it refused", heard.attempts.get(0));
    }

    @Test
    void aWayThatHangsHoldsUpTheNextForItsBudgetOnly() throws SirenException {
        first.camera = new CountDownLatch(1);
        long start = System.nanoTime();
        assertEquals("second", sound());
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis >= 200 && millis < 2000, "took " + millis + " ms");
        assertEquals("first sound no answer within 200 ms", heard.attempts.get(0));
    }

    @Test
    void silenceGoesToEveryWayThatMayHaveSoundedAlsoToTheOneThatSoundsLate() throws SirenException {
        first.camera = new CountDownLatch(1);
        sound();
        SirenException late = assertThrows(SirenException.class, chain::silence);
        assertTrue(late.getMessage().startsWith("first: "), late.getMessage());
        assertEquals(List.of("sound PT30S", "silence"), second.commands);
        assertTrue(chain.mayBeSounding());

        first.camera.countDown();
        chain.silence();
        assertEquals(List.of("sound PT30S", "silence"), first.commands);
        assertEquals(2, second.commands.size(), "what is silent is not bothered again");
        assertFalse(chain.mayBeSounding());
    }

    @Test
    void aWayThatSurelyRefusedIsNotSilenced() throws SirenException {
        first.refuses = true;
        sound();
        chain.silence();
        assertEquals(List.of("sound PT30S"), first.commands);
    }

    @Test
    void aWayThatDoesNotAnswerCountsAsSilentOnceItsTimeIsOver() throws SirenException {
        sound();
        first.failures = 2;
        assertThrows(SirenException.class, chain::silence);
        time.pass(ASKED);
        chain.silence();
        assertFalse(chain.mayBeSounding());
    }

    @Test
    void aWayThatNeverFallsSilentByItselfIsSilencedForAsLongAsItTakes() throws SirenException {
        first.staysOn = true;
        sound();
        first.failures = 2;
        assertThrows(SirenException.class, chain::silence);
        time.pass(Duration.ofHours(1));
        assertThrows(SirenException.class, chain::silence);
        chain.silence();
        assertFalse(chain.mayBeSounding());
    }

    @Test
    void aWayKnownToBeUnavailableComesLast() throws SirenException {
        first.unavailable = "the password is wrong";
        second.refuses = true;
        third.refuses = true;
        assertEquals("first", sound());
        assertEquals(List.of("second sound it refused", "third sound it refused", "first sound answered"),
                heard.attempts);
    }

    @Test
    void whereNoWayWorksAllReasonsAreTold() {
        first.refuses = true;
        second.failures = 1;
        third.refuses = true;
        SirenException failure = assertThrows(SirenException.class, this::sound);
        assertEquals("first: it refused; second: no answer; third: it refused", failure.getMessage());
        assertTrue(failure.mayHaveSounded(), "the second may have");
        assertTrue(chain.mayBeSounding());
    }

    @Test
    void nothingMoreIsTriedOnceItIsNotWantedAnyMore() {
        first.refuses = true;
        assertThrows(SirenException.class, () -> chain.sound(ASKED, () -> false));
        assertEquals(List.of(), second.commands);
    }

    @Test
    void unavailabilityIsToldOnceBeforeItIsNeededAndAgainWhenItChanges() {
        first.unavailable = "no relays";
        chain.tick();
        await().until(() -> heard.availability.equals(List.of("first unavailable: no relays")));
        assertTrue(chain.available(), "there are others");
        assertEquals(Optional.of("first: no relays"), chain.unavailableBecause());

        time.pass(Duration.ofSeconds(60));
        chain.tick();
        first.unavailable = null;
        await().until(() -> {
            time.pass(Duration.ofSeconds(60));
            chain.tick();
            return heard.availability.contains("first available");
        });
        assertEquals(2, heard.availability.size());
    }

    @Test
    void onlyTheWaysThatWereLeftOnAreSilencedAfterACrash() throws SirenException {
        sound();
        await().until(() -> memory.get("sounding.7").equals(Optional.of("first")));

        TestSiren sameFirst = new TestSiren("first");
        TestSiren sameSecond = new TestSiren("second");
        try (SirenChain afterwards = chain(sameFirst, sameSecond)) {
            assertTrue(afterwards.mayBeSounding());
            afterwards.silence();
        }
        assertEquals(List.of("silence"), sameFirst.commands);
        assertEquals(List.of(), sameSecond.commands);
        await().until(() -> memory.get("sounding.7").isEmpty());
    }

    private SirenChain chain(TestSiren... ways) {
        return new SirenChain(7, Arrays.<Siren>asList(ways), Duration.ofMillis(200), leftOn, heard, time);
    }

    private String sound() throws SirenException {
        return chain.sound(ASKED, () -> true).way();
    }
}
