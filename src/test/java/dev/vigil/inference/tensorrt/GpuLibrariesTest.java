package dev.vigil.inference.tensorrt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is missing for TensorRT is told in one line, whatever it is, and the process lives on. */
class GpuLibrariesTest {

    @TempDir
    Path folder;

    @BeforeEach
    void theLibrariesCanTakeThePlaceOfNvidias() {
        StubLibraries.assumeTheyServe();
    }

    @Test
    void aBuildWithoutTheNativesSaysHowToMakeOneWith() throws Exception {
        String line = line(false, new StubLibraries(folder));
        assertTrue(line.equals("missing: this build carries no GPU natives for linux-x86_64: build with ./mvnw package"
                + " -Pgpu"), line);
    }

    @Test
    void withoutADriverItSaysSoAndHowToGetOne() throws Exception {
        String line = line(true, new StubLibraries(folder));
        assertTrue(line.contains("the NVIDIA driver is missing (libcuda.so.1 is not found)")
                && line.contains("container toolkit"), line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "34  | 0 | CUDA's stub, not a driver",
        "35  | 0 | older than CUDA 13 needs",
        "100 | 0 | no GPU is visible",
        "0   | 0 | no GPU is visible",
        "999 | 0 | CUDA does not start (error 999, words of the stub)",
    })
    void aDriverWithoutADeviceIsToldByItsCode(int code, int devices, String expected) throws Exception {
        String line = line(true, new StubLibraries(folder).driver().runtime(code, devices));
        assertTrue(line.startsWith("missing: ") && line.contains(expected), line);
    }

    @Test
    void cudaLibrariesThatTensorRtNeedsAreNamed() throws Exception {
        assumeTrue(!Files.exists(Path.of("/usr/local/cuda/lib64/libcublas.so.13")), "this machine has cuBLAS");
        String line = line(true, new StubLibraries(folder).driver().runtime(0, 1));
        assertTrue(line.contains("the CUDA runtime is missing (libcu") && line.contains("install the CUDA 13 runtime"),
                line);
    }

    @Test
    void aMissingTensorRtIsNamed() throws Exception {
        String line = line(true, new StubLibraries(folder).driver().runtime(0, 1).companions());
        assertTrue(line.contains("TensorRT is missing (libnvinfer") && line.contains("-Pgpu,gpu-redist"), line);
    }

    @ParameterizedTest
    @CsvSource({"100300, 10.3.0", "110100, 11.1.0", "120000, 12.0.0"})
    void anotherTensorRtIsToldWithItsVersion(int version, String words) throws Exception {
        String line = line(true,
                new StubLibraries(folder).driver().runtime(0, 1).companions().tensorRt(version));
        assertTrue(line.contains("TensorRT " + words + " is of another version") && line.contains("11.2"), line);
    }

    @Test
    void withAllOfThemTheDeviceIsReadObjectsOfCppAreDeletedByTheirDestructorAndNoneIsToldFromOne() throws Exception {
        List<String> lines = lines(true,
                new StubLibraries(folder).driver().runtime(0, 1).companions().tensorRt(110_201));
        assertEquals(List.of("found: NVIDIA Stub (compute capability 8.9, 16 GiB)",
                "cudaDeviceProp: 1008 bytes; Dims64: 72 bytes, 2 sizes, 3 and 5", "deleted: true",
                "runtime: TensorRT does not start: no reason given"), lines);
    }

    @Test
    void theRingOfSamplesGrowsWithWhatItHoldsAndOutlivesAShortage() throws Exception {
        // While samples move both rings are there: beside 40 cameras' there is no room for 80, but for 41.
        List<String> lines = ProbeProcess.lines(true,
                new StubLibraries(folder).driver().device(4_020_000L * (40 + 79)), RingProbe.class);
        assertEquals(List.of("room for 16", "room for 40", "kept: true", "room for 41", "kept: true",
                "short: the GPU has no 317112320 bytes for us: CUDA error 2, words of the stub", "room for 41",
                "kept: true", "too many: 1070", "left: 0"), lines);
    }

    private static String line(boolean natives, StubLibraries stubs) throws Exception {
        List<String> lines = lines(natives, stubs);
        assertEquals(1, lines.size(), String.join("\n", lines));
        return lines.get(0);
    }

    private static List<String> lines(boolean natives, StubLibraries stubs) throws Exception {
        return ProbeProcess.lines(natives, stubs, GpuProbe.class);
    }
}
