package dev.vigil.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.bytedeco.ffmpeg.avcodec.AVProducerReferenceTime;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;

class PacketTimesTest {

    private final PacketTimes times = new PacketTimes();

    @Test
    void aPictureThatLeavesTheDecoderLaterGetsTheTimesOfItsOwnPacket() {
        times.add(3000, 10, 100, 0);
        times.add(9000, 20, 200, 0);
        times.add(6000, 30, PacketTimes.NOT_SAID, 0);
        assertEquals(20, times.arrivalNanos(times.find(9000)));
        assertEquals(200, times.senderMicros(times.find(9000)));
        assertEquals(PacketTimes.NOT_SAID, times.senderMicros(times.find(6000)));
        assertEquals(10, times.arrivalNanos(times.find(3000)));
    }

    @Test
    void anUnknownStampGetsTheTimesOfTheNewestPacket() {
        times.add(3000, 10, 100, 0);
        times.add(6000, 20, 200, 0);
        assertEquals(20, times.arrivalNanos(times.find(77)));
    }

    @Test
    void theLatestThirtyTwoPacketsAreRemembered() {
        for (int i = 0; i < 100; i++) {
            times.add(i, i * 10, PacketTimes.NOT_SAID, 0);
        }
        assertEquals(680, times.arrivalNanos(times.find(68)));
        assertEquals(990, times.arrivalNanos(times.find(67)), "forgotten, hence the newest");
    }

    /** So it is read, since the packet gives plain bytes. */
    @Test
    void theSendersClockIsTheFirstNumberOfWhatFfmpegSaysOfIt() {
        try (AVProducerReferenceTime said = new AVProducerReferenceTime()) {
            said.wallclock(1_700_000_000_123_456L).flags(7);
            assertEquals(1_700_000_000_123_456L, new BytePointer(said).getLong());
        }
    }
}
