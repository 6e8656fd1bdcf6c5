package dev.vigil.stream;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_from_data;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.time.TimeSource;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cameras of different sizes, whose parameter sets came with the description of their streams only. */
class KeyDecodersTest {

    private static final int PADDING = 64;

    /** A camera of that size as RTSP describes it, its key picture, and what a decoder of its own makes of that. */
    private static final class Calm implements AutoCloseable {

        private final int width;
        private final List<byte[]> units;
        private final AVCodecParameters parameters = avcodec_parameters_alloc();
        private final PictureDecoder decoder;
        private final long alone;

        Calm(int width, int height) throws StreamFault {
            this.width = width;
            units = TestVideo.encode(width, height, 1).pictures().get(0);
            byte[] sets = annexB(true);
            parameters.codec_type(AVMEDIA_TYPE_VIDEO).codec_id(AV_CODEC_ID_H264).extradata_size(sets.length)
                    .extradata(copy(sets));
            decoder = decoder();
            try (PictureDecoder own = decoder()) {
                AVPacket packet = packet(annexB(false));
                own.send(packet);
                av_packet_free(packet);
                own.drain();
                assertTrue(own.next());
                alone = sum(own.picture());
            }
        }

        private PictureDecoder decoder() throws StreamFault {
            return new PictureDecoder(parameters, new StreamCounters(TimeSource.system()), null, null);
        }

        private byte[] annexB(boolean sets) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (byte[] unit : units) {
                int kind = unit[0] & 31;
                if ((kind == 7 || kind == 8) == sets) {
                    out.writeBytes(new byte[] {0, 0, 0, 1});
                    out.writeBytes(unit);
                }
            }
            return out.toByteArray();
        }

        void isSeenAsAlone() throws StreamFault {
            AVPacket packet = packet(annexB(false));
            assertTrue(decoder.decodeApart(packet));
            av_packet_free(packet);
            assertEquals(width, decoder.picture().width());
            assertEquals(alone, sum(decoder.picture()));
        }

        /** Most cameras send their parameter sets with each key picture. */
        void isSeenAsAloneWithItsOwnSets() throws StreamFault {
            byte[] sets = annexB(true);
            byte[] key = Arrays.copyOf(sets, sets.length + annexB(false).length);
            System.arraycopy(annexB(false), 0, key, sets.length, key.length - sets.length);
            AVPacket packet = packet(key);
            assertTrue(decoder.decodeApart(packet));
            assertEquals(0, packet.side_data_elems(), "the same sets once more");
            av_packet_free(packet);
            assertEquals(alone, sum(decoder.picture()));
        }

        boolean isSeenDamaged() throws StreamFault {
            byte[] key = annexB(false);
            AVPacket packet = packet(Arrays.copyOf(key, key.length / 2));
            boolean whole = decoder.decodeApart(packet);
            av_packet_free(packet);
            return whole;
        }

        @Override
        public void close() {
            decoder.close();
            avcodec_parameters_free(parameters);
        }
    }

    private static BytePointer copy(byte[] bytes) {
        Pointer room = av_mallocz(bytes.length + PADDING);
        return new BytePointer(room).put(bytes);
    }

    private static AVPacket packet(byte[] bytes) {
        AVPacket packet = av_packet_alloc();
        av_packet_from_data(packet, copy(bytes), bytes.length);
        return packet;
    }

    private static long sum(AVFrame picture) {
        CRC32 sum = new CRC32();
        byte[] row = new byte[picture.width()];
        for (int y = 0; y < picture.height(); y++) {
            picture.data(0).position((long) y * picture.linesize(0)).get(row);
            sum.update(row);
        }
        return sum.getValue();
    }

    /** Other tests' cameras may have left some. */
    @BeforeEach
    @AfterEach
    void noneIsLeft() {
        FFmpeg.init();
        AVCodecContext idle = KeyDecoders.take(AV_CODEC_ID_H264);
        while (idle != null) {
            avcodec_free_context(idle);
            idle = KeyDecoders.take(AV_CODEC_ID_H264);
        }
    }

    @Test
    void oneDecoderServesCamerasOfDifferentSizes() throws StreamFault {
        try (Calm small = new Calm(320, 192); Calm large = new Calm(640, 368)) {
            for (int round = 0; round < 3; round++) {
                small.isSeenAsAlone();
                large.isSeenAsAlone();
            }
            // Both came with one of their own.
            AVCodecContext first = KeyDecoders.take(AV_CODEC_ID_H264);
            AVCodecContext second = KeyDecoders.take(AV_CODEC_ID_H264);
            assertNotNull(first);
            assertNotNull(second);
            avcodec_free_context(second);
            KeyDecoders.give(first);
            for (int round = 0; round < 3; round++) {
                large.isSeenAsAlone();
                small.isSeenAsAlone();
                assertEquals(first, only());
            }
        }
    }

    @Test
    void setsThatAKeyPictureBringsAreEnough() throws StreamFault {
        try (Calm small = new Calm(320, 192); Calm large = new Calm(640, 368)) {
            small.isSeenAsAlone();
            for (int round = 0; round < 3; round++) {
                large.isSeenAsAloneWithItsOwnSets();
                small.isSeenAsAlone();
                small.isSeenAsAloneWithItsOwnSets();
            }
        }
    }

    /** The only one there is, which stays there. */
    private static AVCodecContext only() {
        AVCodecContext one = KeyDecoders.take(AV_CODEC_ID_H264);
        assertNull(KeyDecoders.take(AV_CODEC_ID_H264));
        KeyDecoders.give(one);
        return one;
    }

    @Test
    void oneThatMetADamagedPictureServesNobodyElse() throws StreamFault {
        try (Calm camera = new Calm(320, 192)) {
            assertFalse(camera.isSeenDamaged());
            assertNull(KeyDecoders.take(AV_CODEC_ID_H264));
            camera.isSeenAsAlone();
        }
    }
}
