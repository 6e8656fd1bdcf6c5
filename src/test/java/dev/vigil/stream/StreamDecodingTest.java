package dev.vigil.stream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamDecodingTest {

    private static final TestVideo VIDEO = TestVideo.encode(640, 360, 20);

    @ParameterizedTest
    @EnumSource(DecoderKind.class)
    void aCameraIsSeenWithEveryDecoderAndTurningToTheCpuIsCountedOnce(DecoderKind kind) {
        AVBufferRef device = kind == DecoderKind.CPU ? null : DecodingDevice.reference();
        try (TestRtspServer camera = new TestRtspServer(VIDEO);
             Watched watched = new Watched(camera.source(VideoSource.Transport.TCP), 1, Watched.SIZE, kind)) {
            await().atMost(20, SECONDS).until(() -> watched.counters().published() >= 5);
            Frame frame = watched.mailbox.take();
            assertEquals(448, frame.pictureWidth);
            assertEquals(252, frame.pictureHeight);
            Pixels.assertRgb(frame, 112, 80, 255, 0, 0);
            Pixels.assertRgb(frame, 336, 80, 0, 255, 0);
            Pixels.assertRgb(frame, 112, 190, 0, 0, 255);
            boolean mustFallBack = kind != DecoderKind.CPU && device == null;
            assertEquals(mustFallBack ? 1 : 0, watched.counters().decoderFallbacks());
            assertFalse(watched.witness.events.stream().anyMatch(event -> event.startsWith("lost")));
        }
    }
}
