package dev.vigil.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vigil.inference.tensorrt.ProbeProcess;
import dev.vigil.inference.tensorrt.StubLibraries;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cameras whose pictures NVDEC decodes, by FFmpeg's own code from packets to frames; the driver, the decoder and the
 * scaler's kernels beneath it are the test's, and their device memory is the host's.
 */
class NvdecTest {

    private static final long PLENTY = 100_000_000;
    /** For two pictures of the scaler. */
    private static final long SCARCE = 2 * 200_000;
    private static final int ASLEEP = 4;
    private static final int ALL = 1_000_000;
    private static final String NVDECS = ", 448x246, grey as NVDEC's, turned to the CPU 0 times, [connected]";

    @TempDir
    Path folder;

    @BeforeEach
    void theLibrariesCanTakeThePlaceOfNvidias() {
        StubLibraries.assumeTheyServe();
    }

    @Test
    void picturesStayOnTheDeviceWhereTheyMayAndComeToTheHostWhereNot() throws Exception {
        assertEquals(List.of("may stay: on the device true" + NVDECS, "must come: on the device false" + NVDECS,
                "may stay: on the device true" + NVDECS,
                "driver: 0 bytes not given back, waits with flags 4, 0 contexts of its own"),
                cameras(new StubLibraries(folder).decoder(PLENTY, false, 0, ALL), "true", "false", "true"));
    }

    @Test
    void theContextOfAnEngineIsSharedWhereItWaitsAsFFmpegWants() throws Exception {
        assertEquals(List.of("may stay: on the device true" + NVDECS,
                "driver: 0 bytes not given back, waits with flags 4, 0 contexts of its own"),
                cameras(new StubLibraries(folder).decoder(PLENTY, true, ASLEEP, ALL), "true"));
    }

    @Test
    void inAContextOfItsOwnFFmpegDecodesAllTheSameAndPicturesComeToTheHost() throws Exception {
        assertEquals(List.of("may stay: on the device false" + NVDECS,
                "driver: 0 bytes not given back, waits with flags 0, 1 contexts of its own"),
                cameras(new StubLibraries(folder).decoder(PLENTY, true, 0, ALL), "true"));
    }

    @Test
    void withoutMemoryForPicturesACameraTurnsToTheCpuOnce() throws Exception {
        assertEquals(List.of("may stay: on the device false, 448x246, in colours as the CPU's, turned to the CPU 1"
                + " times, [blind BROKEN, connected, back]",
                "driver: 0 bytes not given back, waits with flags 4, 0 contexts of its own"),
                cameras(new StubLibraries(folder).decoder(SCARCE, false, 0, ALL), "true"));
    }

    @Test
    void theScalersPicturesOutliveTheStreamForAsLongAsAnybodyHoldsThem() throws Exception {
        assertEquals(List.of("shared: true", "scaled: 448x252, on the device: true, colours 1",
                "brightness alone: as in the whole", "brought later as at once: true", "still there: true",
                "driver: 0 bytes not given back, waits with flags 4, 0 contexts of its own"),
                ProbeProcess.lines(false, new StubLibraries(folder).decoder(PLENTY, false, 0, ALL), ScalerProbe.class));
    }

    @Test
    void aPictureThatDoesNotComeIsMissedThoughFFmpegSaysThatItCame() throws Exception {
        // Two copies bring the decoder's picture up, two more the scaler's down.
        List<String> lines = ProbeProcess.lines(false, new StubLibraries(folder).decoder(PLENTY, false, 0, 2),
                ScalerProbe.class);
        assertEquals("fault: BROKEN, a picture cannot be brought from the GPU (-1)", lines.get(2));
    }

    private static List<String> cameras(StubLibraries libraries, String... handOver) throws Exception {
        List<String> lines = ProbeProcess.lines(false, libraries, NvdecProbe.class, handOver).stream()
                .filter(line -> line.startsWith("m") || line.startsWith("driver")).toList();
        // FFmpeg lets go of the driver where it does not get what it wants of it, and it tells of its end each time.
        int told = lines.size();
        return Stream.concat(lines.stream().limit(handOver.length), lines.stream().skip(told - 1)).toList();
    }
}
