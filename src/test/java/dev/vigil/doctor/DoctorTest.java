package dev.vigil.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.alarm.SirenMemory;
import dev.vigil.alarm.tapo.TapoAccess;
import dev.vigil.alarm.tapo.TapoSiren;
import dev.vigil.alarm.tapo.TapoTimings;
import dev.vigil.config.Settings;
import dev.vigil.config.SettingsReader;
import dev.vigil.doctor.Finding.State;
import dev.vigil.inference.TinyClassifier;
import dev.vigil.rehearsal.CameraSpec;
import dev.vigil.rehearsal.RehearsalCamera;
import dev.vigil.rehearsal.RehearsalSite;
import dev.vigil.rehearsal.Show;
import dev.vigil.rehearsal.backend.Fault;
import dev.vigil.rehearsal.backend.ListedCamera;
import dev.vigil.rehearsal.backend.Received;
import dev.vigil.rehearsal.tapo.SirenSounded;
import dev.vigil.rehearsal.tapo.TapoFirmware;
import dev.vigil.time.ManualTime;
import dev.vigil.time.TimeSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A site's troubles, and what the doctor says of them. */
class DoctorTest {

    private static final Set<String> NO_MACHINE = Set.of("machine");

    @TempDir
    Path folder;

    private final List<Finding> findings = new ArrayList<>();
    private RehearsalSite site;
    private Path data;
    private Path model;

    @BeforeEach
    void start() throws IOException {
        site = RehearsalSite.start(List.of(CameraSpec.of("Gate", Show.empty(1), "gate", "s3cret-gate"),
                CameraSpec.of("Yard", Show.empty(2), "yard", "s3cret-yard")), TimeSource.system());
        data = Files.createDirectory(folder.resolve("data"));
        model = TinyClassifier.bright(1, 0.5f).bundle(folder.resolve("tiny"), TinyClassifier.brightYaml(""));
    }

    @AfterEach
    void stop() {
        site.close();
        String told = findings.toString();
        for (String secret : List.of("s3cret", site.password(), site.encryptionKey().substring(7))) {
            assertFalse(told.contains(secret), "a secret was told");
        }
        assertTrue(findings.stream().allMatch(finding -> finding.words().lines().count() == 1), told);
    }

    private Settings settings(Map<String, String> more) throws IOException {
        Map<String, String> given = new HashMap<>(Map.of("vigil.backend.url", site.url(), "vigil.backend.email",
                site.email(), "vigil.backend.password", site.password(), "vigil.backend.encryption-key",
                site.encryptionKey(), "vigil.data", data.toString(), "vigil.model", model.toString(),
                "vigil.outbox.max", "1"));
        given.putAll(Map.of("vigil.outbox.min-free", "0", "vigil.inference.max-batch", "2",
                "vigil.inference.engine", "onnxruntime", "vigil.inference.threads", "1"));
        given.putAll(more);
        return new SettingsReader(new SmallRyeConfigBuilder().addDefaultInterceptors().withSources(
                new PropertiesConfigSource(getClass().getResource("/application.properties"), 100),
                new PropertiesConfigSource(given, "given", 300)).build()).read();
    }

    private boolean look(Map<String, String> more, Set<String> leftOut, TimeSource time) throws IOException {
        findings.clear();
        return new Doctor(settings(more), time).look(leftOut, findings::add);
    }

    private boolean look(Map<String, String> more) throws IOException {
        return look(more, NO_MACHINE, TimeSource.system());
    }

    private Finding of(String subject) {
        List<Finding> all = findings.stream().filter(finding -> finding.subject().equals(subject)).toList();
        assertEquals(1, all.size(), subject + " in " + findings);
        return all.get(0);
    }

    private void assertFound(State state, String subject, String... words) {
        Finding found = of(subject);
        assertEquals(state, found.state(), found::toString);
        for (String word : words) {
            assertTrue(found.words().contains(word), found::toString);
        }
        assertTrue(state == State.FINE || !found.remedy().isBlank(), found::toString);
    }

    private static int nobodysPort() throws IOException {
        try (ServerSocket nobody = new ServerSocket(0)) {
            return nobody.getLocalPort();
        }
    }

    private ListedCamera listed(int index) {
        return site.listed().get(index);
    }

    @Test
    void ofASiteThatIsWellEverythingIsFineAndNothingIsChangedReportedOrSounded() throws IOException {
        assertTrue(look(Map.of(), Set.of(), TimeSource.system()), findings::toString);
        assertFound(State.FINE, "back end", site.url(), "answers in");
        assertFound(State.FINE, "clock", "agrees");
        assertFound(State.FINE, "account", site.email(), "cameras assigned: 2");
        assertFound(State.FINE, "camera 1", "'Gate' at rtsp://127.0.0.1:", "h264 640x360");
        assertFound(State.FINE, "camera 2", "'Yard'");
        assertFound(State.FINE, "siren 1", "tapo");
        assertFound(State.FINE, "model", "tiny, frame-classifier, 8x8");
        assertFound(State.FINE, "engine", "ONNX Runtime", "ms for one picture");
        assertFound(State.FINE, "disk", "can be written");
        assertFound(State.FINE, "processors");
        assertEquals(2, findings.stream().filter(finding -> finding.subject().equals("libraries")).count());
        assertEquals(List.of("/", "/api/model/login", "/api/model/cameras"),
                site.backend().received().stream().map(Received::path).toList());
        for (RehearsalCamera camera : site.cameras()) {
            assertEquals(List.of(), camera.tapo().face().diary());
            assertEquals(2, camera.tapo().face().logins(), "one login: a question and its answer");
            assertEquals(1, camera.tapo().face().commands(), "what it is");
        }
    }

    @Test
    void aSirenThatSoundsGoesOn() throws Exception {
        RehearsalCamera camera = site.cameras().get(0);
        TapoAccess access = new TapoAccess("1", camera.host(), camera.tapo().port(), camera.user(), camera.password());
        try (TapoSiren siren = new TapoSiren(access, new SirenMemory(folder.resolve("sirens")), TapoTimings.DEFAULT,
                TimeSource.system())) {
            siren.sound(Duration.ofSeconds(60));
            assertTrue(look(Map.of(), Set.of("machine", "disk", "model"), TimeSource.system()));
            assertFound(State.FINE, "siren 1");
            assertTrue(camera.tapo().face().sounds());
            assertTrue(camera.tapo().face().diary().stream().allMatch(SirenSounded::sounds));
            siren.silence();
        }
    }

    @Test
    void aBackEndThatIsAwayRefusesOrLimpsFailsWithWhatToDo() throws IOException {
        Set<String> only = Set.of("machine", "disk", "model");
        assertFalse(look(Map.of("vigil.backend.url", "http://127.0.0.1:" + nobodysPort()), only, TimeSource.system()));
        assertFound(State.FAILURE, "back end", "no connection");
        assertFound(State.WARNING, "cameras", "not looked at");
        assertFalse(look(Map.of("vigil.backend.password", "s3cret-wrong"), only, TimeSource.system()));
        assertFound(State.FINE, "back end");
        assertFound(State.FAILURE, "account", "HTTP 401");
        assertTrue(of("account").remedy().contains("MODEL_PASSWORD"));
        site.backend().faults().once("/api/model/login", Fault.notWhitelisted());
        assertFalse(look(Map.of(), only, TimeSource.system()));
        assertFound(State.FAILURE, "account", "HTTP 403", "whitelisted");
        site.backend().faults().once("/api/model/cameras", Fault.html(502));
        assertFalse(look(Map.of(), only, TimeSource.system()));
        assertFound(State.FAILURE, "account", "HTTP 502", "list of cameras");
        site.backend().assign(List.of());
        assertTrue(look(Map.of(), only, TimeSource.system()));
        assertFound(State.WARNING, "account", "no camera is assigned");
    }

    @Test
    void eachCamerasTroubleIsAWarningOfItsOwnAndAWrongPasswordIsNotTriedAgainAtTheSiren() throws IOException {
        RehearsalCamera gate = site.cameras().get(0);
        // The only kind that counts a refused password: of newer ones it is known before it is sent.
        gate.tapo().face().update(TapoFirmware.USUAL.login(TapoFirmware.Login.LEGACY));
        int closed = nobodysPort();
        site.backend().assign(List.of(
                ListedCamera.at(1, "Gate", gate.host(), gate.port(), gate.path(), "gate", "s3cret-else")
                        .with("api_port", gate.tapo().port()).with("onvif_port", gate.onvif().port()),
                listed(1),
                ListedCamera.at(3, "Gone", "127.0.0.1", closed, "/stream2", "a", "s3cret-b")
                        .with("api_port", closed).with("onvif_port", closed),
                ListedCamera.at(4, "Path", gate.host(), gate.port(), "/none", "gate", "s3cret-gate")
                        .with("api_port", gate.tapo().port()).with("onvif_port", gate.onvif().port())));
        assertTrue(look(Map.of("vigil.alarm.order", "tapo,onvif")), findings::toString);
        assertFound(State.WARNING, "camera 1", "refuses the user or password");
        assertFound(State.WARNING, "siren 1", "tapo: ", "onvif: ", "refuses");
        assertFound(State.FINE, "camera 2");
        assertFound(State.FINE, "siren 2");
        assertFound(State.WARNING, "camera 3", "cannot be reached");
        assertFound(State.WARNING, "siren 3");
        assertFound(State.WARNING, "camera 4", "no stream at this path");
        assertFound(State.FINE, "siren 4");
        assertEquals(1, gate.tapo().face().refusedPasswords());
        assertTrue(look(Map.of("vigil.alarm.order", "tapo,onvif")), findings::toString);
        assertEquals(1, gate.tapo().face().refusedPasswords(), "remembered between two visits");
        assertFalse(Files.exists(data.resolve("sirens.properties")), "the service's own memory is left alone");
    }

    @Test
    void aKeyThatOpensNothingFailsAndOneBrokenEntryWarns() throws IOException {
        Set<String> only = Set.of("machine", "disk", "model");
        assertFalse(look(Map.of("vigil.backend.encryption-key", "0123456789abcdef0123456789abcdef"), only,
                TimeSource.system()));
        assertFound(State.FAILURE, "key", "opens none of the 2 cameras");
        assertFalse(look(Map.of("vigil.backend.encryption-key", "too short"), only, TimeSource.system()));
        assertFound(State.FAILURE, "key", "MODEL_ENCRYPTION_KEY is no key");
        site.backend().assign(List.of(listed(0), listed(1).with("rtsp_url", "")));
        assertTrue(look(Map.of(), only, TimeSource.system()), findings::toString);
        assertFound(State.WARNING, "camera 2", "rtsp_url");
        assertFound(State.FINE, "camera 1");
    }

    @Test
    void aClockThatIsFarOffFailsAndOneThatIsSomewhatOffWarns() throws IOException {
        Set<String> only = Set.of("machine", "disk", "model", "cameras");
        assertFalse(look(Map.of(), only, new ManualTime()));
        assertFound(State.FAILURE, "clock", " s behind the back end's");
        assertTrue(look(Map.of(), only, new TimeSource() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public java.time.Instant now() {
                return java.time.Instant.now().plusSeconds(20);
            }
        }));
        assertFound(State.WARNING, "clock", " s ahead of the back end's");
    }

    @Test
    void aModelThatCannotBeUsedFailsInOneLine() throws IOException {
        Set<String> only = Set.of("machine", "disk", "backend", "cameras");
        Files.writeString(model.resolve("bundle.yaml"), TinyClassifier.brightYaml("labels: [a, b]\n"));
        assertFalse(look(Map.of(), only, TimeSource.system()));
        assertFound(State.FAILURE, "model", "bundle.yaml", "not YAML");
        Files.writeString(model.resolve("bundle.yaml"), TinyClassifier.brightYaml("").replace("[dark, ", "[a, b, "));
        assertFalse(look(Map.of(), only, TimeSource.system()));
        assertTrue(findings.stream().anyMatch(finding -> finding.state() == State.FAILURE
                && finding.words().contains("names 3 labels")), findings::toString);
        Files.write(model.resolve("model.onnx"), new byte[100]);
        assertFalse(look(Map.of(), only, TimeSource.system()));
        assertFalse(look(Map.of("vigil.model", folder.resolve("none").toString()), only, TimeSource.system()));
        assertFound(State.FAILURE, "model", "no model bundle in");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void ofADiskThatTakesNoFileItSaysMoreThanTheFilesName() throws IOException {
        assertFalse(look(Map.of("vigil.data", "/proc/vigil"), Set.of("machine", "model", "backend", "cameras"),
                TimeSource.system()));
        assertFound(State.FAILURE, "disk", "/proc/vigil cannot be written (no file can be made in /proc)");
    }

    @Test
    void aDiskThatCannotBeWrittenFailsAndOneThatIsShortWarns() throws IOException {
        Set<String> only = Set.of("machine", "model", "backend", "cameras");
        Path file = Files.writeString(folder.resolve("file"), "");
        assertFalse(look(Map.of("vigil.data", file.toString()), only, TimeSource.system()));
        assertFound(State.FAILURE, "disk", "cannot be written");
        assertTrue(look(Map.of("vigil.data", folder.resolve("new/data").toString()), only, TimeSource.system()));
        assertFound(State.FINE, "disk", "will be made");
        assertFalse(Files.exists(folder.resolve("new")));
        assertTrue(look(Map.of("vigil.outbox.min-free", "1000000"), only, TimeSource.system()));
        assertFound(State.WARNING, "disk", "VIGIL_OUTBOX_MIN_FREE");
        assertEquals(0, Files.list(data).count(), "it leaves nothing behind");
    }

    @Test
    void withoutCredentialsInARehearsalThereIsNobodyToAsk() throws IOException {
        Map<String, String> none = List.of("url", "email", "password", "encryption-key").stream()
                .collect(Collectors.toMap(name -> "vigil.backend." + name, name -> ""));
        none.put("vigil.rehearsal.enabled", "true");
        assertTrue(look(none));
        assertFound(State.FINE, "back end", "rehearsal");
    }
}
