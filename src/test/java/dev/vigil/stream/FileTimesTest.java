package dev.vigil.stream;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FileTimesTest {

    private final FileTimes times = new FileTimes(0.001, 0.04);

    @Test
    void theFirstPictureIsAtZeroWhateverItsStamp() {
        assertEquals(0, times.next(7_000));
        assertEquals(0.1, times.next(7_100), 1e-9);
    }

    @Test
    void aPictureWithoutAStampFollowsAtTheFilesRate() {
        times.next(0);
        assertEquals(0.04, times.next(AV_NOPTS_VALUE), 1e-9);
        assertEquals(0.08, times.next(AV_NOPTS_VALUE), 1e-9);
        assertEquals(0.12, times.next(120), 1e-9);
    }

    @Test
    void stampsThatBeginAnewGoOnWhereTheOldOnesEnded() {
        times.next(5_000);
        assertEquals(0.4, times.next(5_400), 1e-9);
        assertEquals(0.44, times.next(20), 1e-9);
        assertEquals(0.54, times.next(120), 1e-9);
    }

    @Test
    void aGapIsAGap() {
        times.next(0);
        assertEquals(60, times.next(60_000), 1e-9);
    }
}
