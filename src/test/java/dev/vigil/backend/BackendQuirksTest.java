package dev.vigil.backend;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.backend.BackendException.Kind;
import dev.vigil.camera.AssignedCamera;
import dev.vigil.rehearsal.backend.Fault;
import dev.vigil.rehearsal.backend.ListedCamera;
import dev.vigil.rehearsal.backend.Received;
import dev.vigil.rehearsal.backend.RehearsalBackend;
import dev.vigil.time.ManualTime;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a real Laravel does to a client, one test each, over real sockets; each call is made once. */
@QuarkusTest
@QuarkusTestResource(RehearsalResource.class)
class BackendQuirksTest {
    private static final String CAMERAS = "/api/model/cameras";
    private static final String ALERT = "/api/model/alert";
    private static final CallLimits SHORT = new CallLimits(Duration.ofSeconds(2), Duration.ofMillis(1500));

    private final ManualTime time = new ManualTime();
    private RehearsalBackend site;
    private BackendClient client;

    @BeforeEach
    void start() throws IOException {
        site = RehearsalBackend.start(0);
        site.assign(List.of(ListedCamera.at(1, "Main Entrance", "192.168.1.6", 554, "/stream2", "u", "hunter2")));
        client = clientFor(site.url(), site.password());
    }

    @AfterEach
    void stop() {
        client.close();
        site.close();
    }

    private BackendClient clientFor(String url, String password) {
        return new BackendClient(new BackendSettings(URI.create(url), site.email(), password), SHORT, SHORT, time);
    }

    private BackendException fails(Kind kind, Executable call) {
        BackendException e = assertThrows(BackendException.class, call);
        assertEquals(kind, e.kind(), e.getMessage());
        assertFalse(e.getMessage().contains("\n") || e.getMessage().contains(site.password())
                || e.getMessage().contains("hunter2") || e.getMessage().contains("|"), e::getMessage);
        return e;
    }

    private List<AssignedCamera> camerasFrom(String data) throws BackendException {
        site.faults().once(CAMERAS, Fault.json(200, "{\"status\":true,\"data\":" + data + "}"));
        return client.cameras();
    }

    @Test
    void everyCallSpeaksTheGuidesWords() throws Exception {
        client.heartbeat(List.of());
        client.heartbeat(List.of(1L));
        alert(1, 65.4567);
        CrimeReceipt receipt = client.report(ReportRoute.CRIME, UUID.randomUUID(), ReportBodies.crime(1, "break_in", 92.5,
                Instant.parse("2026-02-27T14:28:00.999Z"), Instant.parse("2026-02-27T14:32:00Z"))).orElseThrow();
        client.report(ReportRoute.STOP, UUID.randomUUID(), ReportBodies.stop(1));
        client.soundAlarm("192.168.1.6", "u", "hunter2", Duration.ofSeconds(30));
        client.silenceAlarm("192.168.1.6", "u", "hunter2");

        assertEquals(new CrimeReceipt(1L, "pending", "critical"), receipt);
        assertEquals(List.of(
                "POST /api/model/login {\"email\":\"model1@system.local\",\"password\":\"" + site.password() + "\"}",
                "POST /api/model/heartbeat {\"camera_ids\":[]}",
                "POST /api/model/heartbeat {\"camera_ids\":[1]}",
                "POST /api/model/alert {\"camera_id\":1,\"confidence_score\":65.5,\"alert_type\":\"suspicious\"}",
                "POST /api/model/crime {\"camera_id\":1,\"crime_type\":\"break_in\",\"confidence_score\":92.5,"
                        + "\"start_time\":\"2026-02-27T14:28:01Z\",\"end_time\":\"2026-02-27T14:32:00Z\"}",
                "POST /api/model/alert/stop {\"camera_id\":1}",
                "POST /api/camera/alarm {\"ip\":\"192.168.1.6\",\"username\":\"u\",\"password\":\"hunter2\","
                        + "\"action\":\"start\",\"duration\":30,\"type\":\"both\",\"volume\":\"high\"}",
                "POST /api/camera/alarm {\"ip\":\"192.168.1.6\",\"username\":\"u\",\"password\":\"hunter2\","
                        + "\"action\":\"stop\"}"),
                site.received().stream().map(r -> r.method() + " " + r.path() + " " + r.body()).toList());
        assertEquals(List.of(true, false), site.sirens().stream().map(siren -> siren.sounds()).toList());
        assertEquals(BackendState.Standing.OK, client.state().standing());
    }

    @Test
    void everyCallAsksForJsonAndCarriesTheTokenWithItsBar() throws Exception {
        client.cameras();
        for (Received request : site.received()) {
            assertEquals("application/json", request.accept());
        }
        assertTrue(site.received(CAMERAS).get(0).token().startsWith("1|"));
    }

    @Test
    void theListMayBeAnObjectKeyedByIndex() throws Exception {
        List<AssignedCamera> cameras = camerasFrom("{\"0\":{\"id\":4,\"name\":\"a\"},\"2\":{\"id\":9,\"name\":\"b\"}}");
        assertEquals(List.of(4L, 9L), cameras.stream().map(AssignedCamera::id).toList());
    }

    @Test
    void numbersMayBeText() throws Exception {
        assertEquals(new AssignedCamera(7, "12", "x", 30.0444, 31.2357, "none", 3L),
                camerasFrom("[{\"id\":\"7\",\"name\":12,"
                + "\"encrypted_data\":\"x\",\"lat\":\"30.0444\",\"lang\":\" 31.2357\",\"storage_type\":\"none\","
                + "\"police_station_id\":\"3\"}]").get(0));
    }

    @Test
    void wholeFloatsAndIntegersAreTheSame() throws Exception {
        AssignedCamera camera = camerasFrom("[{\"id\":7.0,\"lat\":31,\"lang\":31.0,\"police_station_id\":2.0}]").get(0);
        assertEquals(new AssignedCamera(7, "camera 7", null, 31.0, 31.0, null, 2L), camera);
    }

    @Test
    void nullsAndEmptyArraysAndUnknownFieldsDoNoHarm() throws Exception {
        AssignedCamera camera = camerasFrom("[{\"id\":7,\"name\":[],\"lat\":null,\"lang\":[],\"storage_type\":[],"
                + "\"police_station_id\":null,\"pivot\":{\"x\":1}},{\"name\":\"no id\"},null]").get(0);
        assertEquals(new AssignedCamera(7, "camera 7", null, null, null, null, null), camera);
        assertEquals(List.of(), camerasFrom("[]"));
        assertEquals(List.of(), camerasFrom("{}"));
    }

    @Test
    void aListThatIsMissingIsNoEmptyList() {
        fails(Kind.BROKEN_ANSWER, () -> camerasFrom("null"));
        site.faults().once(CAMERAS, Fault.json(200, "{\"status\":true}"));
        fails(Kind.BROKEN_ANSWER, client::cameras);
        assertEquals(BackendState.Standing.UNAVAILABLE, client.state().standing());
    }

    @Test
    void aCrimeIsTakenThoughItsReceiptIsAnEmptyArray() throws Exception {
        site.faults().once("/api/model/crime", Fault.json(201, "{\"status\":true,\"data\":[]}"));
        assertEquals(new CrimeReceipt(null, null, null),
                client.report(ReportRoute.CRIME, UUID.randomUUID(),
                        ReportBodies.crime(1, "fighting", 80, Instant.EPOCH, Instant.EPOCH)).orElseThrow());
    }

    @Test
    void theContentTypeDoesNotMatter() throws Exception {
        site.faults().once(CAMERAS, Fault.wellAs("text/plain"));
        assertEquals(1, client.cameras().size());
    }

    @Test
    void aPageWithStatus200IsABrokenAnswerEverywhere() {
        for (String path : List.of("/api/model/login", CAMERAS, ALERT)) {
            site.faults().once(path, Fault.html(200));
            Executable call = path.equals(ALERT) ? () -> alert(1, 50) : client::cameras;
            BackendException e = fails(Kind.BROKEN_ANSWER, call);
            assertTrue(e.getMessage().contains("Server Error") && e.getMessage().contains(path), e::getMessage);
        }
    }

    @Test
    void aPageWithStatus500IsTrouble() {
        site.faults().once(CAMERAS, Fault.html(500));
        BackendException e = fails(Kind.UNAVAILABLE, client::cameras);
        assertEquals(500, e.status());
        assertInstanceOf(TransientBackendException.class, e);
    }

    @Test
    void aRejectionCarriesLaravelsMessages() {
        BackendException e = fails(Kind.REJECTED, () -> alert(99, 50));
        assertEquals(422, e.status());
        assertTrue(e.getMessage().contains("camera_id: The selected camera id is invalid."), e::getMessage);
        assertFalse(e instanceof TransientBackendException);
    }

    @Test
    void otherClientErrorsAreRejections() {
        site.faults().once(ALERT, Fault.json(404, "{\"message\":\"Not here\"}"), Fault.json(413, ""));
        assertTrue(fails(Kind.REJECTED, () -> alert(1, 50)).getMessage().contains("Not here"));
        fails(Kind.REJECTED, () -> alert(1, 50));
    }

    @Test
    void anAnswerThatSaysStatusFalseIsARejection() {
        site.faults().once(ALERT, Fault.json(200, "{\"status\":false,\"message\":\"No such camera\"}"));
        fails(Kind.REJECTED, () -> alert(1, 50));
    }

    @Test
    void throttlingSaysWhenToComeAgainInSecondsOrByDate() {
        site.faults().once(ALERT, Fault.tooMany("17"), Fault.tooMany("Fri, 27 Feb 2026 14:29:30 GMT"),
                Fault.tooMany("soon"), Fault.tooMany(null), Fault.tooMany("Fri, 27 Feb 2026 14:00:00 GMT"));
        for (Long seconds : new Long[] {17L, 90L, null, null, 0L}) {
            Duration expected = seconds == null ? null : Duration.ofSeconds(seconds);
            assertEquals(expected, fails(Kind.THROTTLED, () -> alert(1, 50)).retryAfter().orElse(null));
        }
    }

    @Test
    void aRedirectIsNotFollowedAndItsTargetIsNamed() {
        site.faults().once(CAMERAS, Fault.redirect(site.url() + "/elsewhere?token=1|x"));
        BackendException e = fails(Kind.BROKEN_ANSWER, client::cameras);
        assertTrue(e.getMessage().contains("/elsewhere,"), e::getMessage);
        assertEquals(List.of(), site.received("/elsewhere"));
    }

    @Test
    void notBeingWhitelistedIsSaidWithTheMessage() throws Exception {
        site.faults().once(CAMERAS, Fault.notWhitelisted());
        BackendException e = fails(Kind.NOT_WHITELISTED, client::cameras);
        assertTrue(e.getMessage().contains("Request IP does not match"), e::getMessage);
        assertEquals(Duration.ofSeconds(60), e.retryAfter().orElseThrow());
        assertEquals(BackendState.Standing.NOT_WHITELISTED, client.state().standing());
        assertTrue(client.state().reason().contains("Request IP does not match"));
        client.cameras();
        assertTrue(client.state().ok());
    }

    @Test
    void aCutBodyIsABrokenAnswerWhetherOrNotTheConnectionSaysSo() {
        site.faults().once(CAMERAS, Fault.cut(), Fault.json(200, "{\"status\":true,\"data\":[{\"id\":1,"));
        fails(Kind.BROKEN_ANSWER, client::cameras);
        fails(Kind.BROKEN_ANSWER, client::cameras);
    }

    @Test
    void aHangingBackEndIsGivenUpAtTheTimeOut() throws Exception {
        client.cameras();
        site.faults().once(CAMERAS, Fault.hang());
        long start = System.nanoTime();
        BackendException e = fails(Kind.UNAVAILABLE, client::cameras);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(took.toMillis() >= 1400 && took.toMillis() < 10_000, took::toString);
        assertTrue(e.getMessage().contains("1500 ms"), e::getMessage);
    }

    @Test
    void aDrippingAnswerIsGivenUpAtTheTimeOutToo() throws Exception {
        site.faults().once("/api/model/login", Fault.drip());
        site.faults().once(CAMERAS, Fault.drip());
        for (int i = 0; i < 2; i++) {
            long start = System.nanoTime();
            fails(Kind.UNAVAILABLE, client::cameras);
            assertTrue(System.nanoTime() - start < Duration.ofSeconds(6).toNanos());
        }
        assertEquals(1, client.cameras().size());
    }

    @Test
    void aBackEndThatIsNotThereIsUnavailable() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (BackendClient lost = clientFor("http://127.0.0.1:" + port, site.password())) {
            BackendException e = fails(Kind.UNAVAILABLE, lost::cameras);
            assertTrue(e.getMessage().contains("no connection"), e::getMessage);
        }
    }

    @Test
    void aSlowAnswerIsAnAnswer() {
        site.faults().once(ALERT, Fault.late(Duration.ofMillis(300)));
        assertDoesNotThrow(() -> alert(1, 50));
    }

    @Test
    void aSirensTroubleSaysNothingAgainstTheBackEnd() throws Exception {
        client.cameras();
        site.faults().once("/api/camera/alarm", Fault.json(500, "{\"message\":\"camera out of reach with hunter2\"}"));
        BackendException e = fails(Kind.UNAVAILABLE, () -> client.silenceAlarm("192.168.1.6", "u", "hunter2"));
        assertTrue(e.getMessage().contains("camera out of reach with [redacted]"), e::getMessage);
        assertTrue(client.state().ok());
    }

    private void alert(long camera, double confidence) throws BackendException {
        client.report(ReportRoute.ALERT, UUID.randomUUID(), ReportBodies.alert(camera, confidence));
    }
}
