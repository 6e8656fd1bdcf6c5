package dev.vigil.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.backend.BackendException.Kind;
import dev.vigil.camera.CameraList;
import dev.vigil.rehearsal.backend.Fault;
import dev.vigil.rehearsal.backend.Received;
import dev.vigil.rehearsal.backend.RehearsalBackend;
import dev.vigil.rehearsal.backend.ListedCamera;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Retries, circuits and the fallback, as CDI weaves them. */
@QuarkusTest
@QuarkusTestResource(RehearsalResource.class)
class BackendTest {
    private static final String CAMERAS = "/api/model/cameras";
    private static final String ALERT = "/api/model/alert";
    private static final String ALARM = "/api/camera/alarm";
    private static final String HEARTBEAT = "/api/model/heartbeat";

    RehearsalBackend site;

    @Inject
    Backend backend;

    @Inject
    CircuitBreakerMaintenance circuits;

    @BeforeEach
    void allIsWell() throws BackendException {
        circuits.resetAll();
        site.faults().clear();
        site.assign(List.of(ListedCamera.at(1, "Gate", "192.168.1.6", 554, "/stream2", "u", "p")));
        backend.heartbeat(List.of());
    }

    private List<Received> since(int before, String path) {
        List<Received> all = site.received(path);
        return all.subList(before, all.size());
    }

    @Test
    void aCallInTroubleIsRetriedThreeTimesWithGrowingPauses() throws Exception {
        int before = site.received(ALERT).size();
        site.faults().once(ALERT, Fault.html(500), Fault.cut(), Fault.html(200));
        alert(1, 70);
        List<Received> tries = since(before, ALERT);
        assertEquals(4, tries.size());
        for (int i = 1; i < 4; i++) {
            Duration pause = Duration.ofNanos(tries.get(i).nanos() - tries.get(i - 1).nanos());
            long least = 400L * (1L << (i - 1));
            assertTrue(pause.toMillis() >= least && pause.toMillis() < least + 5000, i + ": " + pause);
        }
    }

    @Test
    void afterThreeRetriesTheTroubleIsTold() {
        int before = site.received(ALERT).size();
        site.faults().always(ALERT, Fault.html(503));
        BackendException e = assertThrows(BackendException.class, () -> alert(1, 70));
        assertEquals(Kind.UNAVAILABLE, e.kind());
        assertEquals(503, e.status());
        assertEquals(4, since(before, ALERT).size());
    }

    @Test
    void whatIsRejectedOrThrottledIsNotRetried() {
        int before = site.received(ALERT).size();
        assertEquals(Kind.REJECTED, assertThrows(BackendException.class, () -> alert(99, 70)).kind());
        site.faults().once(ALERT, Fault.tooMany("9"));
        assertEquals(Kind.THROTTLED, assertThrows(BackendException.class, () -> alert(1, 70)).kind());
        assertEquals(2, since(before, ALERT).size());
    }

    @Test
    void camerasFallBackOnTheAssignmentKnownLast() throws Exception {
        CameraList fetched = backend.cameras();
        assertEquals(1, fetched.cameras().get(0).id());
        site.faults().always(CAMERAS, Fault.html(500));
        assertEquals(fetched.fetched(), backend.cameras().fetched());
        assertEquals(1, backend.cameras().cameras().get(0).id());
        assertEquals(BackendState.Standing.UNAVAILABLE, backend.state().standing());
    }

    @Test
    void anOpenCircuitSparesTheBackEndAndLeavesHeartbeatsAndSirensAlone() throws Exception {
        site.faults().always(ALERT, Fault.html(500));
        assertThrows(BackendException.class, () -> alert(1, 70));
        assertThrows(BackendException.class, () -> alert(1, 70));
        int before = site.received(ALERT).size();
        BackendException e = assertThrows(BackendException.class, () -> alert(1, 70));
        assertEquals(Kind.UNAVAILABLE, e.kind());
        assertEquals(before, site.received(ALERT).size());
        backend.heartbeat(List.of(1L));
        backend.soundAlarm("192.168.1.6", "u", "p", Duration.ofSeconds(30));
    }

    @Test
    void heartbeatsAndSirensAreRetriedOnceAtMost() {
        for (String path : List.of(HEARTBEAT, ALARM)) {
            int before = site.received(path).size();
            site.faults().always(path, Fault.html(500));
            assertThrows(BackendException.class, () -> {
                if (path.equals(ALARM)) {
                    backend.silenceAlarm("192.168.1.6", "u", "p");
                } else {
                    backend.heartbeat(List.of());
                }
            });
            assertEquals(2, since(before, path).size());
        }
    }

    @Test
    void aSirenIsNeverSilencedByFailuresBeforeIt() throws Exception {
        site.faults().always(ALARM, Fault.html(500));
        for (int i = 0; i < 12; i++) {
            assertThrows(BackendException.class, () -> backend.silenceAlarm("192.168.1.6", "u", "p"));
        }
        site.faults().clear();
        int before = site.sirens().size();
        backend.silenceAlarm("192.168.1.6", "u", "p");
        assertEquals(before + 1, site.sirens().size());
    }

    private void alert(long camera, double confidence) throws BackendException {
        backend.report(ReportRoute.ALERT, UUID.randomUUID(), ReportBodies.alert(camera, confidence));
    }
}
