package dev.vigil.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigil.capacity.Certificate;
import dev.vigil.inference.TinyClassifier;
import dev.vigil.inference.tensorrt.GpuHere;
import dev.vigil.rehearsal.scene.Scene;
import dev.vigil.replay.StreetFilm;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that run a model take the engine as the service does, and say which. */
class EngineInCommandsTest {

    private static final List<String> PROPERTIES = List.of("vigil.inference.engine", "vigil.stream.gate", "vigil.data");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final String missing = GpuHere.whyNot();

    @BeforeEach
    void ofItsOwnFolder() {
        System.setProperty("vigil.data", folder.toString());
    }

    @AfterEach
    void restore() {
        PROPERTIES.forEach(System::clearProperty);
    }

    private int vigil(String... args) {
        return VigilCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    /** What "auto" comes to here. */
    private String words(String model) {
        return missing == null ? model + " on TensorRT" : model + " on ONNX Runtime";
    }

    @Test
    void replaySaysInOneLineWhichEngineItTookAndWhyNoGpu() throws IOException {
        Path video = StreetFilm.write(folder.resolve("street.mp4"), Scene.empty(2), 0, 1);
        String to = folder.resolve("out").toString();
        assertEquals(0, vigil("replay", video.toString(), "--out", to, "--rate", "2"), err::toString);
        List<String> lines = err.toString().lines().filter(line -> line.startsWith("movenet-multipose on ")).toList();
        assertEquals(1, lines.size(), err::toString);
        assertTrue(lines.get(0).startsWith(words("movenet-multipose")), lines::toString);
        assertTrue(missing == null || lines.get(0).endsWith(" (no GPU: " + missing + ")"), lines::toString);

        err.getBuffer().setLength(0);
        System.setProperty("vigil.inference.engine", "onnxruntime");
        assertEquals(0, vigil("replay", video.toString(), "--out", to, "--rate", "2", "--threads", "1"));
        assertTrue(err.toString().lines().anyMatch(line -> line.matches(
                "movenet-multipose on ONNX Runtime [.\\d]+, CPU, 1 thread")), err::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"replay a.mp4", "calibrate a.mp4 --camera 1", "capacity"})
    void tensorRtWithoutAGpuIsAMistakeOfOneLineThatSaysWhatIsMissing(String command) {
        assumeTrue(missing != null, "this machine has a GPU");
        String expected = "vigil: " + missing + " (see vigil " + command.split(" ")[0] + " --help)";
        System.setProperty("vigil.inference.engine", "tensorrt");
        assertEquals(2, vigil(command.split(" ")), out::toString);
        assertEquals(expected, err.toString().strip());
        err.getBuffer().setLength(0);
        System.setProperty("vigil.inference.engine", "onnxruntime");
        assertEquals(2, vigil((command + " --engine tensorrt").split(" ")), "the option counts for more");
        assertEquals(expected, err.toString().strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"replay a.mp4", "calibrate a.mp4 --camera 1", "capacity", "engine build"})
    void aSettingThatIsWrongIsAMistakeOfOneLine(String command) {
        System.setProperty("vigil.inference.engine", "abacus");
        assertEquals(2, vigil(command.split(" ")), out::toString);
        assertTrue(err.toString().startsWith("vigil: VIGIL_INFERENCE_ENGINE is 'abacus': it takes auto, tensorrt or"),
                err::toString);
        assertEquals(1, err.toString().lines().count());
    }

    @Test
    void videosAreNotReplayedWithClassifiersAndThatIsOneLine() throws IOException {
        Path model = TinyClassifier.bright(1, 0.5f).bundle(folder.resolve("tiny"), TinyClassifier.brightYaml(""));
        assertEquals(2, vigil("replay", "a.mp4", "--model", model.toString()));
        assertTrue(err.toString().lines().anyMatch(("vigil: model bundle tiny is a frame-classifier: videos are"
                + " replayed with pose models only (see vigil replay --help)")::equals), err::toString);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theCapacityForClassifiersIsFoundLikeThatForPoses(boolean clips) throws IOException {
        // Every fifth of 15 pictures a second; a clip of every second one of these.
        Path model = clips
                ? TinyClassifier.brightening(4, 1, 2).bundle(folder.resolve("tiny"),
                        TinyClassifier.brighteningYaml(4, "stride_seconds: 0.33", "").replace("hop: 1", "hop: 2"))
                : TinyClassifier.bright(1, 2).bundle(folder.resolve("tiny"), TinyClassifier.brightYaml(""));
        System.setProperty("vigil.stream.gate", "false");
        Path certificate = folder.resolve("capacity.json");
        assertEquals(0, vigil("capacity", "--model", model.toString(), "--footage", "quiet", "--most", "1",
                "--seconds", "8", "--bound", "5000", "--engine", "onnxruntime", "--threads", "1", "--out",
                certificate.toString()), err::toString);
        assertTrue(out.toString().startsWith("tiny on ONNX Runtime"), out::toString);
        assertEquals(1, out.toString().lines().filter(line -> line.contains(" on ONNX Runtime")).count());
        Certificate.Carried quiet = Certificate.read(certificate).carried().get("quiet");
        assertEquals(1, quiet.cameras(), out::toString);
        assertEquals(clips ? 1.5 : 3, quiet.picturesPerSecond(), 0.7, String.format(Locale.ROOT, "%s", out));
    }
}
