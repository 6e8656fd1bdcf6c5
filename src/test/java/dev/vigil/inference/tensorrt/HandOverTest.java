package dev.vigil.inference.tensorrt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that a GPU's decoder left on the device get into batches there, as the host would have made them. */
class HandOverTest {

    private static final int SIZES_AND_COLOURS = 9;

    @TempDir
    Path folder;

    @BeforeEach
    void theLibrariesCanTakeThePlaceOfNvidias() {
        StubLibraries.assumeTheyServe();
    }

    @Test
    void fromACamerasPacketsToALanesMemoryTheyAreWhatTheHostMakesOfThem() throws Exception {
        List<String> lines = ProbeProcess.lines(true,
                new StubLibraries(folder).decoder(100_000_000L, false, 0, 1_000_000).device(10_000_000L),
                ChainProbe.class);
        assertTrue(lines.contains("alike: 15"), String.join("\n", lines));
        assertTrue(lines.get(lines.size() - 1).startsWith("driver: 0 bytes not given back"), String.join("\n", lines));
    }

    @Test
    void theyBecomeWhatTheHostMakesOfThemInBatchesWithOthersAndAreHeldUntilTheRunIsOver() throws Exception {
        List<String> lines = ProbeProcess.lines(true, new StubLibraries(folder).driver().device(10_000_000L),
                HandOverProbe.class);
        String all = String.join("\n", lines);
        // On x86 there is no difference at all; swscale has other ways elsewhere.
        assertEquals(SIZES_AND_COLOURS, lines.stream()
                .filter(line -> line.matches(".*: most [01], mean 0\\.\\d\\d, margin 0")).count(), all);
        assertEquals(List.of(
                "batch 110010: as it should be; held 3, then 0; mark, wait, copy 12288, kernel, kernel, copy 6144",
                "batch 1001101: as it should be; held 4, then 0; mark, wait, kernel, kernel, copy 12288, kernel",
                "batch 0: as it should be; held 0, then 0; copy 30720",
                "batch 1111111: as it should be; held 7, then 0; mark, wait, kernel, kernel, kernel, kernel, kernel"),
                lines.stream().filter(line -> line.startsWith("batch")).toList());
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("refused: CUDA's compiler fails at nv12.cu")
                && line.endsWith("nvrtc: error: invalid value for --gpu-architecture (-arch)")), all);
        assertEquals("left: 0", lines.get(lines.size() - 1), all);
    }
}
