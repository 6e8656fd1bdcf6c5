package dev.vigil.stream;

import java.time.Duration;
import java.util.Locale;

/**
 * What a connection turned out to carry.
 *
 * @param codec           FFmpeg's name: h264, hevc, mjpeg, ...
 * @param size            of the pictures as the camera sends them
 * @param framesPerSecond as the stream declares it, 0 where it does not
 * @param toFirstPicture  from the start of the try to the first decoded picture
 */
public record StreamDetails(String codec, PictureSize size, double framesPerSecond, Duration toFirstPicture) {

    /** For a log line: {@code h264 640x360 15.0 fps, first picture after 212 ms}. */
    @Override
    public String toString() {
        String rate = framesPerSecond > 0 ? String.format(Locale.ROOT, " %.1f fps", framesPerSecond) : "";
        return codec + " " + size + rate + ", first picture after " + toFirstPicture.toMillis() + " ms";
    }
}
