package dev.vigil.service;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The machine's own Chromium, headless, with all that its pages complained of and were told. */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Playwright playwright = Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser;
    /** Errors of scripts, and whatever the content security policy held off. */
    final List<String> complaints = new CopyOnWriteArrayList<>();
    final List<Response> responses = new CopyOnWriteArrayList<>();

    Chromium() {
        try {
            // Root, as build machines are, gets no sandbox.
            browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(found())
                    .setArgs(List.of("--no-sandbox")));
        } catch (RuntimeException notStarted) {
            playwright.close();
            throw notStarted;
        }
    }

    private static Path found() {
        Stream<Path> folders = Stream.of(System.getenv("PATH").split(":")).map(Path::of);
        return Stream.concat(Stream.ofNullable(System.getenv("VIGIL_CHROMIUM")).map(Path::of),
                        folders.flatMap(folder -> NAMES.stream().map(folder::resolve)))
                .filter(Files::isExecutable).findFirst().orElseThrow(() -> new AssertionError(
                        "no Chromium: install it (Debian: apt-get install chromium), or set VIGIL_CHROMIUM"));
    }

    /** A fresh profile's page, in English. */
    Page page(int width, int height) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(width, height)
                .setLocale("en-GB"));
        context.setDefaultTimeout(60_000);
        Page page = context.newPage();
        page.onPageError(error -> complaints.add("error: " + error));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onResponse(responses::add);
        return page;
    }

    /** What the pages could read as text; event streams are without end and left out. */
    String told() {
        return String.join("\n", responses.stream().filter(response -> !response.url().endsWith("/api/events"))
                .filter(response -> response.status() == 200 && isText(response)).map(Response::text).toList());
    }

    private static boolean isText(Response response) {
        String type = Objects.requireNonNullElse(response.headers().get("content-type"), "");
        return type.contains("json") || type.contains("text");
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
