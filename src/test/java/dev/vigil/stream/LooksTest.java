package dev.vigil.stream;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.Test;

/** Which looks take the model, in a time of its own; key pictures come every two seconds. */
class LooksTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long INTERVAL = 2 * SECOND;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;

    private final Looks looks = new Looks(new Gating(true, Duration.ofSeconds(10), 2, Duration.ofSeconds(3), 3), 0);
    private final Movement movement = new Movement();
    private final SmallPicture street = picture(100, 0);
    private long nanos = 1;

    LooksTest() {
        looks.connected(nanos);
        shown(1);
    }

    /** A street of one brightness, with somebody of that contrast of 40 x 80 pixels. */
    private static SmallPicture picture(int brightness, int contrast) {
        byte[] luma = new byte[WIDTH * HEIGHT];
        Arrays.fill(luma, (byte) brightness);
        for (int y = 200; y < 280; y++) {
            Arrays.fill(luma, y * WIDTH + 300, y * WIDTH + 340, (byte) (brightness + contrast));
        }
        AVFrame frame = av_frame_alloc();
        frame.width(WIDTH).height(HEIGHT).format(AV_PIX_FMT_YUV420P);
        av_frame_get_buffer(frame, 0);
        GreyPicture.fill(frame, luma, WIDTH, HEIGHT);
        SmallPicture small = new SmallPicture();
        assertTrue(small.read(frame));
        av_frame_free(frame);
        return small;
    }

    private void shown(long number) {
        looks.show(street, number, nanos);
    }

    /** After how many seconds it is shown to the model. */
    private int next(SmallPicture picture) {
        long begun = nanos;
        for (int i = 0; i < 100; i++) {
            nanos += INTERVAL;
            if (looks.due(picture, movement, nanos, INTERVAL)) {
                return (int) ((nanos - begun) / SECOND);
            }
        }
        return Integer.MAX_VALUE;
    }

    @Test
    void inWhatTheModelSawNobodyItNeedNotLookAgainButForEveryThirdTime() {
        looks.judged(1, true);
        assertEquals(30, next(street));

        shown(2);
        looks.judged(2, true);
        assertEquals(30, next(street), "and again");
    }

    @Test
    void whatTheModelDidNotComeToIsShownAgain() {
        assertEquals(10, next(street));
        shown(2);
        looks.judged(1, true);
        assertEquals(10, next(street), "it came to another picture only");
    }

    @Test
    void wherePeopleAreEachLookTakesTheModel() {
        looks.judged(1, false);
        assertEquals(10, next(street));
        shown(2);
        looks.judged(2, false);
        assertEquals(10, next(street));
    }

    @Test
    void whatDiffersIsShownHoweverSlowlyItCame() {
        looks.judged(1, true);
        for (int contrast = 0; contrast <= 1; contrast++) {
            nanos += 10 * SECOND;
            assertFalse(looks.due(picture(100, contrast), movement, nanos, INTERVAL));
        }
        shown(2);
        looks.judged(2, true);
        assertEquals(10, next(picture(100, 2)));
    }

    @Test
    void aLampIsReasonEnoughAndAPictureOfAnotherSizeToo() {
        looks.judged(1, true);
        assertEquals(10, next(picture(104, 0)));
        assertEquals(2, next(new SmallPicture()), "of no size, and late");
    }

    @Test
    void whoeverAsksSeesTheNextKeyPicture() {
        looks.judged(1, true);
        looks.ask();
        assertEquals(2, next(street));
        shown(2);
        looks.judged(2, true);
        assertEquals(30, next(street), "once");
    }

    @Test
    void afterAConnectionTheFirstPictureIsShown() {
        looks.judged(1, true);
        looks.connected(nanos);
        assertEquals(2, next(street));
    }
}
