package dev.vigil.alarm.onvif;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.alarm.SirenException;
import dev.vigil.alarm.SirenMemory;
import dev.vigil.camera.CameraAccess;
import dev.vigil.camera.RtspAddress;
import dev.vigil.rehearsal.onvif.OnvifCamera;
import dev.vigil.rehearsal.onvif.RelayChange;
import dev.vigil.rehearsal.onvif.RelayOutput;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the rehearsal's camera over real sockets. */
class OnvifSirenTest {

    private static final Duration ASKED = Duration.ofSeconds(30);
    private static final RelayOutput RELAY = RelayOutput.bistable("relay-1");

    @TempDir
    private Path folder;
    private OnvifCamera camera;

    @AfterEach
    void close() {
        camera.close();
    }

    @Test
    void theFirstRelayIsActiveWhileItSounds() throws Exception {
        camera(RELAY, RelayOutput.bistable("door-opener"));
        OnvifSiren siren = siren("s3cret");
        siren.sound(ASKED);
        assertTrue(camera.active("relay-1"));
        assertEquals(Optional.empty(), siren.fallsSilentAfter(ASKED), "bistable");
        siren.silence();
        assertFalse(camera.active("relay-1"));
        assertTrue(camera.changes().stream().noneMatch(change -> change.token().equals("door-opener")));
        assertEquals(List.of(), camera.refusals());
    }

    @Test
    void preparedAheadOfNeedItCostsOneCall() throws Exception {
        camera(RELAY);
        OnvifSiren siren = siren("s3cret");
        siren.prepare();
        assertEquals(List.of("GetSystemDateAndTime", "GetCapabilities", "GetRelayOutputs"), camera.calls());
        siren.sound(ASKED);
        assertEquals(4, camera.calls().size());
        assertEquals("SetRelayOutputState", camera.calls().get(3));
        assertEquals(Optional.empty(), siren.unavailableBecause());
    }

    @Test
    void theIdleStateIsHonouredTheContactOpensWhereItIsClosedAtRest() throws Exception {
        camera(RELAY.idleClosed());
        OnvifSiren siren = siren("s3cret");
        siren.sound(ASKED);
        siren.silence();
        assertEquals(List.of(false, true), camera.changes().stream().map(RelayChange::closed).toList());
    }

    @Test
    void aMonostableRelayTellsWhenItFallsSilentSoThatItIsArmedAgainInTime() throws Exception {
        camera(RelayOutput.monostable("relay-1", Duration.ofMillis(1500)));
        OnvifSiren siren = siren("s3cret");
        siren.sound(ASKED);
        assertEquals(Optional.of(Duration.ofMillis(1500)), siren.fallsSilentAfter(ASKED));
        await().until(() -> !camera.active("relay-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-86400S", "PT-20S", "PT12S", "PT87600H"})
    void aCameraWhoseClockIsWrongIsSpokenToInItsOwnTime(String ahead) throws Exception {
        camera(RELAY);
        camera.clockAhead(Duration.parse(ahead));
        siren("s3cret").sound(ASKED);
        assertTrue(camera.active("relay-1"));
        assertEquals(List.of(), camera.refusals());
    }

    @Test
    void aClockThatWasSetMeanwhileIsReadAgainAndTheCommandRepeatedOnce() throws Exception {
        camera(RELAY);
        OnvifSiren siren = siren("s3cret");
        siren.prepare();
        camera.clockAhead(Duration.ofHours(2));
        siren.sound(ASKED);
        assertTrue(camera.active("relay-1"));
        assertEquals(List.of("created too far from the camera's time"), camera.refusals());
    }

    @Test
    void aWrongPasswordIsSentOnceAndNotAgainBeforeItChangesNeitherAfterARestart() throws Exception {
        camera(RELAY);
        OnvifSiren siren = siren("wr0ng");
        siren.prepare();
        String reason = siren.unavailableBecause().orElseThrow();
        assertTrue(reason.contains("refuses user name and password"), reason);
        for (int i = 0; i < 5; i++) {
            siren.prepare();
            SirenException refused = assertThrows(SirenException.class, () -> siren.sound(ASKED));
            assertFalse(refused.mayHaveSounded());
            assertFalse(refused.getMessage().contains("wr0ng"));
        }
        OnvifSiren restarted = siren("wr0ng");
        restarted.prepare();
        assertThrows(SirenException.class, () -> restarted.sound(ASKED));
        assertTrue(restarted.unavailableBecause().orElseThrow().contains("before a restart"));
        assertEquals(1, camera.refusals().size(), camera.refusals().toString());

        siren("s3cret").sound(ASKED);
        assertTrue(camera.active("relay-1"), "the credentials have changed");
        assertEquals(Optional.empty(), memory().get("onvif.refused.127.0.0.1:" + camera.port()));
    }

    @Test
    void aPasswordThatIsChangedAtTheCameraIsRefusedOnceAndLeftAtThat() throws Exception {
        camera(RELAY);
        OnvifSiren siren = siren("s3cret");
        siren.prepare();
        int port = camera.port();
        camera.close();
        camera = OnvifCamera.start(port, "camuser", "another", List.of(RELAY));
        assertThrows(SirenException.class, () -> siren.sound(ASKED));
        assertThrows(SirenException.class, () -> siren.sound(ASKED));
        assertEquals(1, camera.refusals().size());
    }

    @Test
    void aCameraWithoutRelaysSaysSoAndIsAskedNoMore() throws Exception {
        camera();
        OnvifSiren siren = siren("s3cret");
        siren.prepare();
        assertEquals("the camera has no relay output, so ONVIF cannot sound its siren",
                siren.unavailableBecause().orElseThrow());
        int calls = camera.calls().size();
        siren.prepare();
        assertFalse(assertThrows(SirenException.class, () -> siren.sound(ASKED)).mayHaveSounded());
        assertEquals(calls, camera.calls().size());
    }

    @Test
    void relaysOfTheDeviceIoServiceAreFoundAndItsAddressIsNeverFollowedToAnotherHost() throws Exception {
        camera(RELAY);
        camera.relaysAt("/onvif/deviceIO_service");
        siren("s3cret").sound(ASKED);
        assertTrue(camera.active("relay-1"));
    }

    @Test
    void aDeviceServiceWhereTapoHasItIsFound() throws Exception {
        camera(RELAY);
        camera.serveAt("/onvif/service");
        siren("s3cret").sound(ASKED);
        assertTrue(camera.active("relay-1"));
    }

    @Test
    void aCameraThatCannotBeReachedIsUnavailableUntilItIsThere() throws Exception {
        camera(RELAY);
        int port = camera.port();
        camera.close();
        OnvifSiren siren = new OnvifSiren(access("s3cret", port), OnvifSiren.client(), memory(), TimeSource.system());
        siren.prepare();
        assertTrue(siren.unavailableBecause().orElseThrow().contains("port " + port));
        assertFalse(assertThrows(SirenException.class, () -> siren.sound(ASKED)).mayHaveSounded());

        camera = OnvifCamera.start(port, "camuser", "s3cret", List.of(RELAY));
        siren.prepare();
        assertEquals(Optional.empty(), siren.unavailableBecause());
    }

    @Test
    void aCameraThatHangsInACommandMayHaveSounded() throws Exception {
        camera(RELAY);
        OnvifSiren siren = siren("s3cret");
        siren.prepare();
        camera.hang(true);
        assertTrue(assertThrows(SirenException.class, () -> siren.sound(ASKED)).mayHaveSounded());
    }

    @Test
    void aConnectionThatTheCameraHasClosedMeanwhileCostsOneMoreCallAndNoSiren() throws Exception {
        camera(RELAY);
        OnvifSiren siren = siren("s3cret");
        siren.prepare();
        camera.drop(1);
        siren.sound(ASKED);
        assertTrue(camera.active("relay-1"));
        assertEquals(List.of(), camera.refusals(), "no nonce twice");

        camera.drop(2);
        assertTrue(assertThrows(SirenException.class, siren::silence).mayHaveSounded(), "not for ever");
    }

    @Test
    void noEventSubscriptionIsEverOpened() throws Exception {
        camera(RELAY);
        OnvifSiren siren = siren("s3cret");
        siren.prepare();
        siren.sound(ASKED);
        siren.silence();
        assertTrue(Collections.disjoint(camera.calls(), List.of("CreatePullPointSubscription", "Subscribe")));
        assertEquals(5, camera.calls().size(), camera.calls().toString());
    }

    private void camera(RelayOutput... relays) throws IOException {
        camera = OnvifCamera.start(0, "camuser", "s3cret", List.of(relays));
    }

    private OnvifSiren siren(String password) {
        return new OnvifSiren(access(password, camera.port()), OnvifSiren.client(), memory(), TimeSource.system());
    }

    private SirenMemory memory() {
        return new SirenMemory(folder.resolve("sirens.properties"));
    }

    private static CameraAccess access(String password, int port) {
        return new CameraAccess(new RtspAddress("127.0.0.1", 554, "/stream2", "camuser", password), "127.0.0.1",
                "camuser", password, 443, port);
    }
}
