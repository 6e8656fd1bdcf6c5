package dev.vigil.service;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.vigil.rehearsal.CameraSpec;
import dev.vigil.rehearsal.RehearsalSite;
import dev.vigil.rehearsal.Show;
import dev.vigil.rehearsal.tapo.SirenSounded;
import dev.vigil.rehearsal.tapo.TapoFace;
import dev.vigil.time.TimeSource;
import io.quarkus.elytron.security.common.BcryptUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator before the packaged service's console, in a real browser, while a fight happens at the site. */
class ConsoleIT {

    private static final String PASSWORD = "correct-horse";
    private static final String HASH = BcryptUtil.bcryptHash(PASSWORD, 4);
    private static final List<CameraSpec> CAMERAS = List.of(
            CameraSpec.of("Main Entrance", Show.fight(20, 1), "entrance", "s3cret-entrance"),
            CameraSpec.of("Courtyard", Show.meeting(3), "yard", "s3cret-yard"));
    private static final Path PICTURES = Path.of("target", "console");
    /** When the page showed the newest incident, by the clock that the service has, too. */
    private static final String NOTE_WHEN_INCIDENTS_APPEAR = """
            window.appeared = {};
            new MutationObserver(() => document.querySelectorAll('.incident').forEach(item => {
              window.appeared[item.dataset.incident] ??= Date.now() - Date.parse(item.incident.suspectedAt);
            })).observe(document.body, {childList: true, subtree: true});""";

    @TempDir
    private Path data;

    @Test
    void anOperatorSeesAFightAsItHappensAndSilencesItsSirenWhileThePoliceAreToldAllTheSame() throws Exception {
        try (Chromium chromium = new Chromium();
                RehearsalSite site = RehearsalSite.start(CAMERAS, TimeSource.system());
                VigilProcess vigil = VigilProcess.against(site.backend(), settings());
                ApiSession vera = new ApiSession(vigil, "vera", PASSWORD)) {
            vera.listen();
            Page page = chromium.page(1440, 1000);
            page.navigate(vigil.url());
            signsIn(page, "anna");
            // The browser itself complains of the password that was wrong.
            assertEquals(1, chromium.complaints.size(), chromium.complaints::toString);
            assertTrue(chromium.complaints.remove(0).contains("401"));
            page.evaluate(NOTE_WHEN_INCIDENTS_APPEAR);
            picturesArriveAndGoOn(page);
            zonesAreDrawnWhereTheyAre(page);

            page.waitForSelector(".incident", new Page.WaitForSelectorOptions().setTimeout(200_000));
            double late = ((Number) page.evaluate("Object.values(window.appeared)[0]")).doubleValue();
            assertTrue(late < 1000, "it was shown " + late + " ms after the decision");
            page.waitForSelector(".camera[data-state=CRIME]");
            savePicture(page, "dark");
            savePicture(page, "light");
            silencesTheSiren(page, site);
            theIncidentIsToldWithItsLatency(page);
            assertEquals(1, site.backend().received("/api/model/crime").size(), "reported all the same");
            savePictureInArabic(page);

            mutesAndTestsTheOtherSiren(page, site);
            assertEquals(List.of(), chromium.complaints);
            noSecretWasTold(chromium, vera.events(), vigil, site);
            everythingDoneIsInTheAuditLog();
            page.close();
            vigil.terminate(Duration.ofSeconds(30));
            afterARestartTheIncidentIsStillTold(chromium, site);
        }
    }

    private Map<String, String> settings() throws IOException {
        // On the wall, above everybody's feet: nobody can be there.
        String later = LocalTime.now(ZoneOffset.UTC).plusHours(6).format(DateTimeFormatter.ofPattern("HH:mm"));
        String end = LocalTime.now(ZoneOffset.UTC).plusHours(7).format(DateTimeFormatter.ofPattern("HH:mm"));
        Path zones = Files.writeString(data.resolve("zones.yaml"), """
                time-zone: UTC
                cameras:
                  2:
                    zones:
                      - {name: door, kind: restricted, polygon: [[0.68, 0.2], [0.79, 0.2], [0.79, 0.5], [0.68, 0.5]]}
                      - name: notice board
                        kind: loitering
                        after: 60
                        polygon: [[0.1, 0.25], [0.3, 0.25], [0.3, 0.5], [0.1, 0.5]]
                        when: [{from: "%s", to: "%s"}]
                """.formatted(later, end));
        return Map.of("FRAME_SKIP", "3", "VIGIL_DATA", data.toString(), "VIGIL_ZONES", zones.toString(),
                "VIGIL_CONSOLE_USERS", "anna:operator:" + HASH + " vera:viewer:" + HASH);
    }

    private static void zonesAreDrawnWhereTheyAre(Page page) {
        awaits(page, "document.querySelectorAll('[data-camera=\"2\"] .zone').length == 2");
        assertEquals(0, page.locator("[data-camera='1'] .zone").count());
        Locator door = page.locator("[data-camera='2'] .zone[data-in-force=true]");
        assertEquals(List.of("\u2068door\u2069"), door.allTextContents());
        assertEquals("304.6,50.4 353.9,50.4 353.9,126 304.6,126", door.locator(".edge").getAttribute("points"));
        assertEquals(List.of("\u2068notice board\u2069"),
                page.locator("[data-camera='2'] .zone[data-in-force=false]").allTextContents());
        assertTrue(page.locator("[data-camera='2'] img").getAttribute("alt").endsWith("zones in force: door"));
        zonesAreNotMirrored(page);
    }

    private void afterARestartTheIncidentIsStillTold(Chromium chromium, RehearsalSite site) throws IOException {
        try (VigilProcess vigil = VigilProcess.against(site.backend(), settings())) {
            Page page = chromium.page(1440, 1000);
            page.navigate(vigil.url());
            page.getByLabel("Name").fill("anna");
            page.getByLabel("Password").fill(PASSWORD);
            page.keyboard().press("Enter");
            Locator incident = page.locator(".incident[data-phase=CLEARED]").first();
            incident.waitFor();
            String told = incident.innerText();
            assertTrue(told.contains("Main Entrance") && told.contains("fighting") && told.contains("lasted"), told);
            assertTrue(told.contains("From the audit log"), told);
            assertEquals(0, incident.locator(".latency").count());
            assertEquals(List.of(), chromium.complaints);
        }
    }

    private static void signsIn(Page page, String name) {
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password").fill("wrong-horse");
        page.keyboard().press("Enter");
        page.getByText("Name or password are wrong.").waitFor();
        assertEquals(0, page.locator("img").count(), "nothing is shown to strangers");
        page.getByLabel("Password").fill(PASSWORD);
        page.keyboard().press("Enter");
        page.locator(".camera").first().waitFor();
    }

    private static void picturesArriveAndGoOn(Page page) {
        awaits(page, "document.querySelectorAll('.picture[data-frame]').length == 2");
        awaits(page, "document.querySelector('.camera img').naturalWidth == 448");
        awaits(page, "document.querySelector('.overlay .bone') !== null");
        String frame = page.locator(".picture").first().getAttribute("data-frame");
        awaits(page, "document.querySelector('.picture').dataset.frame != '" + frame + "'");
    }

    /** Playwright's own waiting evaluates strings in the page, which the page's security policy forbids. */
    private static void awaits(Page page, String condition) {
        await(condition).atMost(Duration.ofSeconds(60)).pollInSameThread()
                .until(() -> (Boolean) page.evaluate(condition));
    }

    private static void silencesTheSiren(Page page, RehearsalSite site) {
        TapoFace camera = site.cameras().get(0).tapo().face();
        await("the siren").until(camera::sounds);
        page.getByLabel("Silence, Main Entrance").click();
        await("its silence").atMost(Duration.ofSeconds(5)).until(() -> !camera.sounds());
        long commanded = camera.diary().stream().filter(SirenSounded::sounds).count();
        page.getByText("Siren silenced by hand").waitFor();
        page.getByText("anna silenced the siren").waitFor();
        assertTrue(List.of("SUSPICIOUS", "CRIME").contains(
                page.locator("[data-camera='1']").getAttribute("data-state")), "the incident lasts");
        // A siren that was wanted on is commanded again every so often; this one is not.
        page.waitForSelector(".incident[data-phase=CLEARED]");
        assertEquals(commanded, camera.diary().stream().filter(SirenSounded::sounds).count());
    }

    private static void theIncidentIsToldWithItsLatency(Page page) {
        Locator incident = page.locator(".incident").first();
        String told = incident.innerText();
        assertTrue(told.contains("Main Entrance") && told.contains("fighting"), told);
        for (String step : List.of("decode", "batch", "inference", "decision", "siren", "report")) {
            assertEquals(1, incident.locator(".part." + step).count(), step + " in " + told);
        }
        assertTrue(incident.locator(".track").getAttribute("aria-label").matches(".*siren [\\d.,]+ ms.*"));
    }

    private static void mutesAndTestsTheOtherSiren(Page page, RehearsalSite site) {
        TapoFace camera = site.cameras().get(1).tapo().face();
        page.getByLabel("Test siren, Courtyard").click();
        page.getByText("Sound it").click();
        await("the test").until(camera::sounds);
        await("its end").atMost(Duration.ofSeconds(30)).until(() -> !camera.sounds());

        page.getByLabel("Mute …, Courtyard").click();
        page.getByLabel("1 hour").check();
        page.getByLabel("Reason").fill("fire drill <b>today</b>");
        page.keyboard().press("Enter");
        page.getByText("Muted until").waitFor();
        page.getByText("by anna: fire drill <b>today</b>").waitFor();
        assertEquals(0, page.getByLabel("Test siren, Courtyard").count());
        page.getByLabel("Unmute, Courtyard").click();
        page.getByLabel("Test siren, Courtyard").waitFor();
    }

    private void everythingDoneIsInTheAuditLog() throws IOException {
        String log = "";
        try (Stream<Path> files = Files.list(data.resolve("audit"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                log += Files.readString(file);
            }
        }
        for (String kind : List.of("sign-in-refused", "sign-in", "silence", "test-siren", "mute", "unmute")) {
            assertTrue(log.contains("\"operator." + kind + "\""), kind + " in " + log);
        }
        assertTrue(log.contains("\"camera\":2,\"minutes\":60,\"reason\":\"fire drill <b>today</b>\""), log);
        assertFalse(log.contains(PASSWORD) || log.contains("wrong-horse"));
    }

    /** For people to look at; docs/pictures holds a copy (pngquant --quality 70-95). */
    private static void savePicture(Page page, String theme) {
        page.evaluate("theme => document.documentElement.dataset.theme = theme", theme);
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(theme + ".png")));
    }

    private static void savePictureInArabic(Page page) {
        page.getByText("العربية").click();
        page.waitForSelector("html[dir=rtl] .camera");
        awaits(page, "document.querySelectorAll('.picture[data-frame]').length == 2");
        zonesAreNotMirrored(page);
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("arabic.png")));
        page.locator("#language").click();
        page.waitForSelector("html[dir=ltr] .camera");
    }

    private static void zonesAreNotMirrored(Page page) {
        // At once: each picture's zones are drawn anew.
        awaits(page, """
                (() => {
                  const box = what => document.querySelector(`[data-camera="2"] ${what}`).getBoundingClientRect();
                  const whole = box('.picture');
                  return box('.zone[data-in-force=true] .edge').x > whole.x + 0.65 * whole.width;
                })()""");
    }

    private static void noSecretWasTold(Chromium chromium, String events, VigilProcess vigil, RehearsalSite site) {
        for (String heard : List.of("event:site", "event:incident", "event:action", "\"phase\":\"CRIME\"")) {
            assertTrue(events.contains(heard), heard + " was not on the event stream");
        }
        String told = chromium.told() + events + vigil.output() + vigil.get("/q/openapi").body() + vigil.get("/metrics").body();
        assertTrue(told.contains("Courtyard"), "what was told was seen here");
        String token = site.backend().received("/api/model/heartbeat").get(0).token();
        for (String secret : List.of("s3cret-entrance", "s3cret-yard", site.password(), token, PASSWORD, HASH,
                site.encryptionKey().substring("base64:".length()))) {
            assertFalse(told.contains(secret), "a secret was told");
        }
    }
}
