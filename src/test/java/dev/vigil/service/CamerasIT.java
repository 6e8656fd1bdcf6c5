package dev.vigil.service;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.rehearsal.CameraSpec;
import dev.vigil.rehearsal.RehearsalCamera;
import dev.vigil.rehearsal.RehearsalSite;
import dev.vigil.rehearsal.Show;
import dev.vigil.rehearsal.backend.Fault;
import dev.vigil.rehearsal.backend.LaravelEncrypter;
import dev.vigil.rehearsal.backend.ListedCamera;
import dev.vigil.rehearsal.rtsp.Credentials;
import dev.vigil.rehearsal.tapo.TapoFace;
import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of cameras while the packaged service runs: assigned, removed, changed, broken, lost and back. */
class CamerasIT {

    private static final List<CameraSpec> THREE = List.of(
            CameraSpec.of("Main Entrance", Show.empty(1), "one", "s3cret-one"),
            CameraSpec.of("Side Street", Show.empty(1), "two", "s3cret-two"),
            CameraSpec.of("Courtyard", Show.empty(1), "three", "s3cret-three"));

    @Test
    void theWatchesFollowTheAssignmentAndOneCamerasChangeTouchesNoOther() throws Exception {
        try (RehearsalSite site = RehearsalSite.start(THREE, TimeSource.system());
                VigilProcess vigil = VigilProcess.against(site.backend(), Map.of())) {
            ListedCamera one = listed(site, 1);
            ListedCamera two = listed(site, 2);
            ListedCamera three = listed(site, 3);
            site.backend().assign(List.of(one, two));
            vigil.awaitLine("camera 1 'Main Entrance' connected");
            vigil.awaitLine("camera 2 'Side Street' connected");

            site.backend().assign(List.of(one, two, three));
            vigil.awaitLine("camera 3 'Courtyard' connected");

            site.backend().assign(List.of(one, three));
            vigil.awaitLine("camera 2 'Side Street' is no longer watched");
            await().atMost(Duration.ofSeconds(10)).until(() -> site.cameras().get(1).server().sessions() == 0);

            site.cameras().get(2).server().credentials(new Credentials("three", "s3cret-new"));
            site.backend().assign(List.of(one, withPassword(three, "s3cret-new")));
            await().atMost(Duration.ofSeconds(30)).until(() -> count(vigil, "camera 3 'Courtyard' connected") == 2);

            assertEquals(1, count(vigil, "camera 1 'Main Entrance' connected"));
            assertFalse(vigil.said("camera 1 ", "blind"), vigil.output());
            assertEquals(1, site.cameras().get(0).server().logins());
            await().atMost(Duration.ofSeconds(10)).until(() -> lastBeat(site).equals("[1,3]"));
        }
    }

    @Test
    void aFailedRefreshOrACameraThatCannotBeDecryptedLeavesAllOthersAsTheyAre() throws Exception {
        try (RehearsalSite site = RehearsalSite.start(THREE, TimeSource.system());
                VigilProcess vigil = VigilProcess.against(site.backend(), Map.of())) {
            vigil.awaitLine("camera 3 'Courtyard' connected");
            ListedCamera broken = new ListedCamera(9, "Back Gate", null, null, "none", 1,
                    Map.of("ip_address", "127.0.0.1"), LaravelEncrypter.Form.JSON_STRING);
            site.backend().assign(List.of(listed(site, 1), listed(site, 2), listed(site, 3), broken));
            vigil.awaitLine("ERROR", "camera 9 'Back Gate' cannot be watched", "rtsp_url");

            site.backend().faults().once("/api/model/cameras", Fault.html(500), Fault.html(500), Fault.html(500),
                    Fault.html(500), Fault.html(500));
            vigil.awaitLine("cameras could not be refreshed, watching on with those known before");

            assertFalse(vigil.said("no longer watched"), vigil.output());
            for (RehearsalCamera camera : site.cameras()) {
                assertEquals(1, camera.server().logins(), camera.name());
            }
        }
    }

    @Test
    void aLostStreamIsBlindThenBackWithItsBlindSecondsCounted() {
        try (RehearsalSite site = RehearsalSite.start(THREE.subList(0, 2), TimeSource.system());
                VigilProcess vigil = VigilProcess.against(site.backend(), Map.of())) {
            vigil.awaitLine("camera 1 'Main Entrance' connected");
            vigil.awaitLine("camera 2 'Side Street' connected");
            site.cameras().get(0).server().goAway();
            vigil.awaitLine("WARN", "camera 1 'Main Entrance' is blind");
            site.cameras().get(0).server().comeBack();
            vigil.awaitLine("camera 1 'Main Entrance' is back after");

            assertTrue(vigil.metric("vigil_blind_seconds_total{camera=\"1\"}") > 0.5);
            assertFalse(vigil.said("camera 2 ", "blind"), vigil.output());
        }
    }

    @Test
    void aCameraThatHangsInTheMiddleOfAFrameIsNoticedWithinSecondsAndComesBack() {
        try (RehearsalSite site = RehearsalSite.start(THREE.subList(0, 1), TimeSource.system());
                VigilProcess vigil = VigilProcess.against(site.backend(), Map.of())) {
            vigil.awaitLine("camera 1 'Main Entrance' connected");
            site.cameras().get(0).server().fault(dev.vigil.rehearsal.rtsp.Fault.HANG_MID_PACKET);
            vigil.awaitLine(Duration.ofSeconds(15), "WARN", "camera 1 'Main Entrance' is blind", "sends no video");
            assertTrue(vigil.get("/q/health/ready").body().contains("sends no video"));
            site.cameras().get(0).server().fault(dev.vigil.rehearsal.rtsp.Fault.NONE);
            vigil.awaitLine("camera 1 'Main Entrance' is back after");
        }
    }

    @Test
    void aWrongRtspPasswordIsTriedOnceAndTheOtherCameraIsWatched() throws Exception {
        try (RehearsalSite site = RehearsalSite.start(THREE.subList(0, 2), TimeSource.system())) {
            site.cameras().get(0).server().credentials(new Credentials("one", "changed-on-the-camera"));
            try (VigilProcess vigil = VigilProcess.against(site.backend(), Map.of())) {
                vigil.awaitLine("WARN", "camera 1 'Main Entrance' is blind", "refuses the user or password");
                vigil.awaitLine("camera 2 'Side Street' connected");
                Thread.sleep(5000);
                assertEquals(1, site.cameras().get(0).server().refusedLogins());
            }
        }
    }

    @Test
    void removingACameraInAnIncidentSilencesItsSiren() {
        List<CameraSpec> fight = List.of(CameraSpec.of("Main Entrance", Show.fight(4, 1), "one", "s3cret-one"));
        try (RehearsalSite site = RehearsalSite.start(fight, TimeSource.system());
                VigilProcess vigil = VigilProcess.against(site.backend(), Map.of("FRAME_SKIP", "3"))) {
            TapoFace camera = site.cameras().get(0).tapo().face();
            await("the siren").atMost(Duration.ofSeconds(90)).until(camera::sounds);
            site.backend().assign(List.of());
            vigil.awaitLine("camera 1 'Main Entrance' is no longer watched");
            assertFalse(camera.sounds(), "the siren was left on");
            await().atMost(Duration.ofSeconds(10)).until(
                    () -> site.backend().received("/api/model/alert/stop").size() == 1);
        }
    }

    private static ListedCamera listed(RehearsalSite site, int id) {
        return site.listed().get(id - 1);
    }

    private static ListedCamera withPassword(ListedCamera camera, String password) {
        Map<String, Object> secrets = new HashMap<>(camera.secrets());
        secrets.put("password", password);
        return new ListedCamera(camera.id(), camera.name(), camera.lat(), camera.lang(), camera.storageType(),
                camera.stationId(), secrets, camera.form());
    }

    private static long count(VigilProcess vigil, String words) {
        return new ArrayList<>(vigil.lines()).stream().filter(line -> line.contains(words)).count();
    }

    private static String lastBeat(RehearsalSite site) {
        var beats = site.backend().received("/api/model/heartbeat");
        return beats.get(beats.size() - 1).body().get("camera_ids").toString();
    }
}
