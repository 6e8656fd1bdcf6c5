package dev.vigil.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import dev.vigil.rehearsal.CameraSpec;
import dev.vigil.rehearsal.RehearsalSite;
import dev.vigil.rehearsal.Show;
import dev.vigil.time.TimeSource;
import io.quarkus.elytron.security.common.BcryptUtil;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may see and do what at the packaged service's console. */
class ConsoleAccessIT {

    private static final List<CameraSpec> CAMERAS =
            List.of(CameraSpec.of("Main Entrance", Show.empty(4), "entrance", "s3cret-entrance"));
    private static final List<String> READ = List.of("/api/site", "/api/incidents", "/api/actions", "/api/events",
            "/api/cameras/1", "/api/cameras/1/scene", "/api/cameras/1/pictures/1");
    private static final String HASH = BcryptUtil.bcryptHash("correct-horse", 4);

    @Test
    void strangersSeeNothingViewersOnlyLookAndOtherSitesPagesCanDoNothing() {
        try (RehearsalSite site = RehearsalSite.start(CAMERAS, TimeSource.system());
                VigilProcess vigil = VigilProcess.against(site.backend(), Map.of(
                        "VIGIL_CONSOLE_USERS", "anna:operator:" + HASH + "\nvera:viewer:" + HASH))) {
            vigil.awaitLine("camera 1 'Main Entrance' connected");
            READ.forEach(path -> assertEquals(401, vigil.get(path).statusCode(), path));
            assertEquals(401, act(vigil, "", "X-Vigil", "1").statusCode());
            assertEquals(401, signIn(vigil, "anna", "wrong").statusCode());
            assertEquals(401, signIn(vigil, "nobody", "correct-horse").statusCode());

            String viewer = cookie(signIn(vigil, "vera", "correct-horse"));
            assertEquals(200, get(vigil, viewer, "/api/site").statusCode());
            assertEquals(403, act(vigil, viewer, "X-Vigil", "1").statusCode());

            HttpResponse<String> signedIn = signIn(vigil, "anna", "correct-horse");
            String set = signedIn.headers().firstValue("set-cookie").orElseThrow();
            assertTrue(set.contains("HttpOnly") && set.contains("SameSite=Strict"), set);
            String operator = cookie(signedIn);
            assertEquals(200, act(vigil, operator, "X-Vigil", "1").statusCode());
            assertEquals(403, act(vigil, operator, "Content-Language", "en").statusCode(), "without the header");
            assertEquals(403, act(vigil, operator, "X-Vigil", "1", "Sec-Fetch-Site", "cross-site").statusCode());

            HttpResponse<String> seen = get(vigil, operator, "/api/site");
            assertEquals("no-store", seen.headers().firstValue("cache-control").orElseThrow());
            assertTrue(seen.headers().firstValue("content-security-policy").orElseThrow()
                    .contains("frame-ancestors 'none'"));
            send(vigil, HttpRequest.newBuilder().DELETE(), operator, "/api/session", "X-Vigil", "1");
            assertEquals(401, get(vigil, operator, "/api/site").statusCode(), "signed out");

            guessesAreHeldOff(vigil);
        }
    }

    private static void guessesAreHeldOff(VigilProcess vigil) {
        for (int tries = 0; tries < 5; tries++) {
            signIn(vigil, "vera", "guess " + tries);
        }
        assertEquals(429, signIn(vigil, "vera", "correct-horse").statusCode());
        assertEquals(200, signIn(vigil, "anna", "correct-horse").statusCode());
    }

    @Test
    void withoutUsersThePageSaysHowToConfigureThemAndShowsNobodyAnything() {
        try (Chromium chromium = new Chromium();
                RehearsalSite site = RehearsalSite.start(CAMERAS, TimeSource.system());
                VigilProcess vigil = VigilProcess.against(site.backend(), Map.of())) {
            vigil.awaitLine("camera 1 'Main Entrance' connected");
            Page page = chromium.page(1000, 800);
            page.navigate(vigil.url());
            page.getByText("VIGIL_CONSOLE_USERS").waitFor();
            assertEquals(0, page.locator("img, input").count());
            READ.forEach(path -> assertEquals(401, vigil.get(path).statusCode(), path));
            assertEquals(401, signIn(vigil, "anna", "correct-horse").statusCode());
            assertFalse(page.content().contains("Main Entrance"));
            assertEquals(200, vigil.get("/q/health/live").statusCode());
            assertEquals(List.of(), chromium.complaints);
        }
    }

    @Test
    void peopleSignInByOpenIdConnectAndMayDoWhatTheirRoleSays() throws Exception {
        try (Chromium chromium = new Chromium();
                OidcProvider provider = new OidcProvider(Set.of("viewer", "something-else"));
                RehearsalSite site = RehearsalSite.start(CAMERAS, TimeSource.system());
                VigilProcess vigil = VigilProcess.against(site.backend(), Map.of("QUARKUS_OIDC_TENANT_ENABLED", "true",
                        "QUARKUS_OIDC_AUTH_SERVER_URL", provider.url(), "QUARKUS_OIDC_CLIENT_ID", OidcProvider.CLIENT,
                        "QUARKUS_OIDC_CREDENTIALS_SECRET", OidcProvider.SECRET))) {
            vigil.awaitLine("camera 1 'Main Entrance' connected");
            READ.forEach(path -> assertEquals(401, vigil.get(path).statusCode(), path));
            Page page = chromium.page(1000, 800);
            page.navigate(vigil.url());
            page.getByText("Sign in with your organisation").click();
            page.locator(".camera").waitFor();
            assertEquals("omar", page.locator("#who").innerText());
            assertEquals(0, page.locator("[data-act]").count(), "a viewer's page has no actions");
            page.getByText("Sign out").click();
            page.getByText("Sign in with your organisation").waitFor();
            assertEquals(List.of(), chromium.complaints);
            assertFalse(vigil.output().contains(OidcProvider.SECRET));
        }
    }

    private static HttpResponse<String> signIn(VigilProcess vigil, String name, String password) {
        return send(vigil, HttpRequest.newBuilder().POST(BodyPublishers.ofString(
                "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}")), "", "/api/session", "X-Vigil", "1");
    }

    private static String cookie(HttpResponse<String> signedIn) {
        assertEquals(200, signedIn.statusCode(), signedIn::body);
        return signedIn.headers().firstValue("set-cookie").orElseThrow().split(";")[0];
    }

    private static HttpResponse<String> get(VigilProcess vigil, String cookie, String path) {
        return send(vigil, HttpRequest.newBuilder().GET(), cookie, path);
    }

    /** Mutes camera 1. */
    private static HttpResponse<String> act(VigilProcess vigil, String cookie, String... headers) {
        return send(vigil, HttpRequest.newBuilder().PUT(BodyPublishers.ofString(
                "{\"minutes\":15,\"reason\":\"fire drill\"}")), cookie, "/api/cameras/1/siren/mute", headers);
    }

    private static HttpResponse<String> send(VigilProcess vigil, HttpRequest.Builder request, String cookie,
            String path, String... headers) {
        request.uri(URI.create(vigil.url() + path)).header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return vigil.send(request.build());
    }
}
