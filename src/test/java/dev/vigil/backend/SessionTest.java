package dev.vigil.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.backend.BackendException.Kind;
import dev.vigil.rehearsal.backend.Fault;
import dev.vigil.rehearsal.backend.ListedCamera;
import dev.vigil.rehearsal.backend.RehearsalBackend;
import dev.vigil.time.ManualTime;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** One login for all, and what happens to the token. */
@QuarkusTest
@QuarkusTestResource(RehearsalResource.class)
class SessionTest {
    private static final String LOGIN = "/api/model/login";
    private static final String CAMERAS = "/api/model/cameras";
    private static final String ALARM = "/api/camera/alarm";
    private static final CallLimits PATIENT = new CallLimits(Duration.ofSeconds(5), Duration.ofSeconds(10));
    private static final CallLimits QUICK = new CallLimits(Duration.ofSeconds(2), Duration.ofSeconds(2));

    private final ManualTime time = new ManualTime();
    private RehearsalBackend site;
    private BackendClient client;

    @BeforeEach
    void start() throws IOException {
        site = RehearsalBackend.start(0);
        site.assign(List.of(ListedCamera.at(1, "Gate", "192.168.1.6", 554, "/stream2", "u", "p")));
        client = clientWith(site.password());
    }

    @AfterEach
    void stop() {
        client.close();
        site.close();
    }

    private BackendClient clientWith(String password) {
        return new BackendClient(new BackendSettings(URI.create(site.url()), site.email(), password), PATIENT, QUICK, time);
    }

    private int logins() {
        return site.received(LOGIN).size();
    }

    private static BackendException fails(Kind kind, Executable call) {
        BackendException e = assertThrows(BackendException.class, call);
        assertEquals(kind, e.kind(), e.getMessage());
        return e;
    }

    private void twentyThreadsAskForCameras() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            CountDownLatch go = new CountDownLatch(1);
            List<Future<Integer>> answers = IntStream.range(0, 20).mapToObj(i -> threads.submit(() -> {
                go.await();
                return client.cameras().size();
            })).toList();
            go.countDown();
            for (Future<Integer> answer : answers) {
                assertEquals(1, answer.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void twentyThreadsShareOneLogin() throws Exception {
        site.faults().once(LOGIN, Fault.late(Duration.ofMillis(300)));
        twentyThreadsAskForCameras();
        assertEquals(1, logins());
    }

    @Test
    void twentyThreadsWithARevokedTokenShareOneNewLogin() throws Exception {
        client.cameras();
        site.revokeTokens();
        twentyThreadsAskForCameras();
        assertEquals(2, logins());
    }

    @Test
    void a401MakesOneNewLoginAndTheCallOnceMore() throws Exception {
        site.faults().once(CAMERAS, Fault.unauthenticated());
        assertEquals(1, client.cameras().size());
        assertEquals(2, logins());
        assertEquals(List.of("1|", "2|"), site.received(CAMERAS).stream().map(r -> r.token().substring(0, 2)).toList());
    }

    @Test
    void aBackEndThatRefusesItsFreshTokensCollectsOneAMinuteAtMost() {
        site.faults().always(CAMERAS, Fault.unauthenticated());
        for (int i = 0; i < 10; i++) {
            fails(Kind.WRONG_CREDENTIALS, client::cameras);
        }
        assertEquals(2, logins());
        time.pass(Duration.ofSeconds(61));
        for (int i = 0; i < 10; i++) {
            fails(Kind.WRONG_CREDENTIALS, client::cameras);
        }
        assertEquals(3, logins());
    }

    @Test
    void wrongCredentialsAreTriedAgainOnlyAfterGrowingMinutes() {
        try (BackendClient wrong = clientWith("wrong")) {
            int expected = 0;
            for (int minutes : new int[] {5, 10, 20, 30, 30}) {
                BackendException e = fails(Kind.WRONG_CREDENTIALS, wrong::cameras);
                assertEquals(Duration.ofMinutes(minutes), e.retryAfter().orElseThrow());
                assertTrue(e.getMessage().contains("Invalid credentials") && e.getMessage().contains("MODEL_PASSWORD"));
                assertEquals(++expected, logins());
                time.pass(Duration.ofMinutes(minutes).minusSeconds(1));
                fails(Kind.WRONG_CREDENTIALS, () -> wrong.heartbeat(List.of()));
                assertEquals(expected, logins(), "no login before its time");
                assertEquals(BackendState.Standing.WRONG_CREDENTIALS, wrong.state().standing());
                time.pass(Duration.ofSeconds(1));
            }
        }
    }

    @Test
    void credentialsThatWereCorrectedInTheBackEndWorkAtTheNextTry() throws Exception {
        site.faults().once(LOGIN, Fault.json(401, "{\"status\":false,\"message\":\"Invalid credentials\"}"));
        fails(Kind.WRONG_CREDENTIALS, client::cameras);
        time.pass(Duration.ofMinutes(5));
        assertEquals(1, client.cameras().size());
        assertTrue(client.state().ok());
    }

    @Test
    void aMachineThatIsNotWhitelistedKnocksOnceAMinute() throws Exception {
        site.faults().once(LOGIN, Fault.notWhitelisted());
        fails(Kind.NOT_WHITELISTED, client::cameras);
        fails(Kind.NOT_WHITELISTED, client::cameras);
        assertEquals(1, logins());
        assertEquals(BackendState.Standing.NOT_WHITELISTED, client.state().standing());
        time.pass(Duration.ofSeconds(60));
        client.cameras();
        assertEquals(2, logins());
    }

    @Test
    void aThrottledLoginWaitsAsLongAsItIsTold() throws Exception {
        site.faults().once(LOGIN, Fault.tooMany("30"));
        fails(Kind.THROTTLED, client::cameras);
        time.pass(Duration.ofSeconds(29));
        fails(Kind.THROTTLED, client::cameras);
        assertEquals(1, logins());
        time.pass(Duration.ofSeconds(1));
        client.cameras();
    }

    @Test
    void stepsOfTheWallClockNeitherShortenNorLengthenAPause() throws Exception {
        site.faults().once(LOGIN, Fault.tooMany("30"));
        fails(Kind.THROTTLED, client::cameras);
        time.stepWallClock(Duration.ofHours(1));
        fails(Kind.THROTTLED, client::cameras);
        assertEquals(1, logins(), "an hour on the wall is no time at all");
        time.stepWallClock(Duration.ofHours(-2));
        time.pass(Duration.ofSeconds(30));
        client.cameras();
        assertEquals(2, logins());
    }

    @Test
    void aLoginThatFailedForTroubleIsTriedAgainByTheNextCall() throws Exception {
        site.faults().once(LOGIN, Fault.html(502), Fault.json(200, "{\"status\":true,\"data\":[]}"));
        fails(Kind.UNAVAILABLE, client::cameras);
        fails(Kind.BROKEN_ANSWER, client::cameras);
        client.cameras();
        assertEquals(3, logins());
    }

    @Test
    void aSirenNeedsNoLogin() throws Exception {
        site.faults().always(LOGIN, Fault.hang());
        client.soundAlarm("192.168.1.6", "u", "p", Duration.ofSeconds(30));
        assertEquals(1, site.sirens().size());
        assertEquals(0, logins());
    }

    @Test
    void aSirenWaitsForALoginNoLongerThanForAnAnswer() {
        site.faults().always(LOGIN, Fault.hang());
        site.faults().always(ALARM, Fault.unauthenticated());
        long start = System.nanoTime();
        fails(Kind.UNAVAILABLE, () -> client.silenceAlarm("192.168.1.6", "u", "p"));
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(8).toNanos());
    }

    @Test
    void aSirenIsSoundedAfterANewLoginWhereTheRouteWantsAToken() throws Exception {
        site.faults().once(ALARM, Fault.unauthenticated());
        client.soundAlarm("192.168.1.6", "u", "p", Duration.ofSeconds(30));
        assertEquals(List.of("", "1|"), site.received(ALARM).stream()
                .map(r -> r.token().substring(0, Math.min(2, r.token().length()))).toList());
        assertEquals(1, site.sirens().size());
    }

    @Test
    void aSirenRouteThatTakesNoTokenOfOursCollectsNone() throws Exception {
        client.cameras();
        site.faults().always(ALARM, Fault.unauthenticated());
        for (int i = 0; i < 5; i++) {
            fails(Kind.REJECTED, () -> client.silenceAlarm("192.168.1.6", "u", "p"));
        }
        assertEquals(2, logins());
        assertTrue(client.state().ok());
    }
}
