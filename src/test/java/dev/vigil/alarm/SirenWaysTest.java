package dev.vigil.alarm;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.alarm.onvif.OnvifSiren;
import dev.vigil.alarm.tapo.TapoAccess;
import dev.vigil.alarm.tapo.TapoSiren;
import dev.vigil.alarm.tapo.TapoTimings;
import dev.vigil.backend.Backend;
import dev.vigil.backend.RehearsalResource;
import dev.vigil.camera.CameraAccess;
import dev.vigil.camera.RtspAddress;
import dev.vigil.rehearsal.backend.Fault;
import dev.vigil.rehearsal.backend.RehearsalBackend;
import dev.vigil.rehearsal.backend.SirenEvent;
import dev.vigil.rehearsal.onvif.OnvifCamera;
import dev.vigil.rehearsal.onvif.RelayOutput;
import dev.vigil.rehearsal.tapo.TapoFace;
import dev.vigil.rehearsal.tapo.TapoFirmware;
import dev.vigil.rehearsal.tapo.TapoServer;
import dev.vigil.time.TimeSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of the chain over real sockets: a Tapo camera behind TLS, an ONVIF relay, and the back end. */
@QuarkusTest
@QuarkusTestResource(RehearsalResource.class)
class SirenWaysTest {

    private static final String USER = "camuser";
    private static final String PASSWORD = "s3cret";
    private static final String ALARM = "/api/camera/alarm";
    private static final Duration BUDGET = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofSeconds(60);
    /** A camera that hangs is left behind by the chain, not by this. */
    private static final TapoTimings PATIENT = new TapoTimings(Duration.ofSeconds(30), Duration.ofMinutes(5),
            Duration.ofSeconds(30), Duration.ofMinutes(2));

    @TempDir
    private Path folder;
    RehearsalBackend site;

    @Inject
    Backend backend;

    private final HeardSiren heard = new HeardSiren();
    private final List<SirenControl> controls = new ArrayList<>();
    private SirenMemory memory;
    private LeftOn leftOn;
    private TapoServer tapo;
    private OnvifCamera onvif;
    private int soundedBefore;

    @BeforeEach
    void start() throws IOException {
        site.faults().clear();
        soundedBefore = site.sirens().size();
        memory = new SirenMemory(folder.resolve("sirens.properties"));
        leftOn = new LeftOn(memory);
        tapo = camera();
        onvif = OnvifCamera.start(0, USER, PASSWORD, List.of(RelayOutput.bistable("relay")));
    }

    @AfterEach
    void close() {
        tapo.face().faults().hang(false);
        controls.forEach(SirenControl::close);
        leftOn.close();
        tapo.close();
        onvif.close();
        site.faults().clear();
    }

    @Test
    void theFirstWaySoundsAndTheOthersHearNothing() {
        control(1, heard, BUDGET, direct(tapo), relay(PASSWORD), byBackend()).sound();
        await().atMost(SOON).until(() -> heard.life.equals(List.of("sounded tapo")));
        assertTrue(tapo.face().sounds());
        assertEquals(List.of(), onvif.changes());
        assertEquals(List.of(), atBackend());
    }

    @Test
    void oneThatHangsAndOneThatRefusesAreFollowedByTheNextWithinTheBudgets() {
        site.faults().always(ALARM, Fault.json(422, "{\"message\":\"no such camera\"}"));
        int asked = site.received(ALARM).size();
        relay(PASSWORD).prepare(); // A JVM's first SOAP may take longer than the budget on a busy machine.
        SirenControl control = control(1, heard, BUDGET, direct(tapo), byBackend(), relay(PASSWORD));
        tapo.face().faults().hang(true);
        control.sound();
        await().atMost(SOON).until(() -> control.state() == SirenControl.State.SOUNDING);
        assertEquals("onvif", heard.answer.way());
        assertTrue(heard.answer.nanos() >= BUDGET.toNanos(), "it waited for the first one's budget");
        assertEquals("tapo sound no answer within 5000 ms", heard.attempts.get(0));
        assertTrue(heard.attempts.get(1).startsWith("backend sound ")
                && heard.attempts.get(1).contains("no such camera"), heard.attempts.get(1));
        assertEquals(List.of("onvif sound answered"), heard.attempts.subList(2, heard.attempts.size()));
        assertTrue(onvif.changes().get(0).active());

        // What hung may have sounded after all, so it is silenced too, as soon as it answers again.
        control.silence();
        tapo.face().faults().hang(false);
        await().atMost(SOON).until(() -> control.state() == SirenControl.State.SILENT);
        assertFalse(tapo.face().sounds());
        assertFalse(onvif.changes().get(onvif.changes().size() - 1).active());
        assertEquals(asked + 1, site.received(ALARM).size(), "what surely refused is not silenced");
    }

    @Test
    void theOrderIsTheDeploymentsAndWhatFailsOnTheNetworkIsLeftBehindAtOnce() {
        onvif.close();
        site.faults().always(ALARM, Fault.json(422, "{\"message\":\"no such camera\"}"));
        SirenControl control = control(1, heard, BUDGET, relay(PASSWORD), byBackend(), direct(tapo));
        control.sound();
        await().atMost(SOON).until(() -> control.state() == SirenControl.State.SOUNDING);
        assertEquals("tapo", heard.answer.way());
        assertEquals(List.of("onvif", "backend", "tapo"),
                heard.attempts.stream().map(attempt -> attempt.split(" ")[0]).toList());
        control.silence();
        await().atMost(SOON).until(() -> !tapo.face().sounds());
    }

    @Test
    void aCameraWithoutRelaysIsKnownBeforeAnyIncidentAndCostsNothingInOne() throws IOException {
        try (OnvifCamera none = OnvifCamera.start(0, USER, PASSWORD, List.of())) {
            SirenControl control = control(1, heard, BUDGET, relay(none, PASSWORD), direct(tapo));
            control.start();
            await().pollInterval(Duration.ofSeconds(1)).atMost(SOON).until(() -> {
                control.tick();
                return control.unavailableBecause()
                        .equals(Optional.of("onvif: the camera has no relay output, so ONVIF cannot sound its siren"));
            });
            control.sound();
            await().atMost(SOON).until(() -> control.state() == SirenControl.State.SOUNDING);
            assertEquals(List.of("tapo sound answered"), heard.attempts);
        }
    }

    @Test
    void aCameraThatHangsDelaysNoOtherCamerasSiren() throws IOException {
        HeardSiren other = new HeardSiren();
        try (TapoServer well = camera()) {
            SirenControl hanging = control(1, heard, Duration.ofMinutes(10), direct(tapo));
            SirenControl prompt = control(2, other, Duration.ofMinutes(10), direct(2, well));
            tapo.face().faults().hang(true);
            hanging.sound();
            for (int round = 0; round < 5; round++) {
                prompt.sound();
                await().atMost(SOON).until(well.face()::sounds);
                prompt.silence();
                await().atMost(SOON).until(() -> !well.face().sounds());
            }
            assertEquals(List.of(), heard.attempts, "the other still hangs");
            assertEquals(SirenControl.State.SILENT, hanging.state());
        }
    }

    @Test
    void aWayThatWasLeftOnByAnEarlierLifeIsSilencedThroughItsOwnWay() {
        control(1, heard, BUDGET, direct(tapo)).sound();
        await().atMost(SOON).until(() -> tapo.face().sounds());
        await().atMost(SOON).until(() -> memory.get("sounding.1").equals(Optional.of("tapo")));

        HeardSiren next = new HeardSiren();
        control(1, next, BUDGET, direct(tapo), relay(PASSWORD), byBackend()).start();
        await().atMost(SOON).until(() -> next.life.equals(List.of("silenced")));
        assertFalse(tapo.face().sounds());
        assertEquals(List.of("tapo silence answered"), next.attempts);
        await().atMost(SOON).until(() -> memory.get("sounding.1").isEmpty());
    }

    private static TapoServer camera() throws IOException {
        return new TapoServer(InetAddress.getLoopbackAddress(), 0,
                new TapoFace("Main Entrance", USER, PASSWORD, TapoFirmware.USUAL, TimeSource.system()));
    }

    private SirenControl control(long camera, SirenListener listener, Duration budget, Siren... ways) {
        SirenChain chain = new SirenChain(camera, List.of(ways), budget, leftOn, listener, TimeSource.system());
        SirenControl control = new SirenControl("camera-" + camera, chain, SirenTimings.DEFAULT, listener,
                () -> false, TimeSource.system());
        controls.add(control);
        return control;
    }

    private Siren direct(TapoServer camera) {
        return direct(1, camera);
    }

    private Siren direct(long id, TapoServer camera) {
        return new TapoSiren(TapoAccess.of(id, access(camera.port(), onvif.port(), PASSWORD), Optional.empty()), memory,
                PATIENT, TimeSource.system());
    }

    private Siren relay(String password) {
        return relay(onvif, password);
    }

    private Siren relay(OnvifCamera camera, String password) {
        return new OnvifSiren(access(tapo.port(), camera.port(), password), OnvifSiren.client(), memory,
                TimeSource.system());
    }

    private Siren byBackend() {
        return new BackendSiren(backend, access(tapo.port(), onvif.port(), PASSWORD));
    }

    private static CameraAccess access(int apiPort, int onvifPort, String password) {
        return new CameraAccess(new RtspAddress("127.0.0.1", 554, "/", USER, password), "127.0.0.1", USER, password,
                apiPort, onvifPort);
    }

    /** What the back end was told since the test began: true for sound, false for silence. */
    private List<Boolean> atBackend() {
        return site.sirens().stream().skip(soundedBefore).map(SirenEvent::sounds).toList();
    }
}
