package dev.vigil.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VideoSourceTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "rtsp://guard:hunter2@10.0.0.5:554/stream1",
        "rtsp://guard:a@hunter2@10.0.0.5:554/stream1",
        "rtsp://10.0.0.5:554/user=guard&password=hunter2",
        "rtsp://guard:hunter2@[fe80::1]:554/",
        "rtsp://guard:%hunter2",
        "RTSPS://guard:hunter2@camera_1/live"})
    void itNeverShowsUserOrPassword(String url) {
        String shown = VideoSource.rtsp(url, VideoSource.Transport.UDP).toString();
        assertFalse(shown.contains("guard") || shown.contains("hunter2"), shown);
    }

    @Test
    void itShowsWhereItLeads() {
        assertEquals("rtsp://10.0.0.5:554 over TCP",
                VideoSource.rtsp("rtsp://guard:hunter2@10.0.0.5:554/live", VideoSource.Transport.TCP).toString());
        assertEquals("file street.mp4", VideoSource.file(Path.of("street.mp4")).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://hunter2@10.0.0.5/", "file:///etc/hunter2", "concat:hunter2", "hunter2", ""})
    void whatIsNoRtspAddressIsRefusedWithoutRepeatingIt(String url) {
        Exception refused = assertThrows(IllegalArgumentException.class,
                () -> VideoSource.rtsp(url, VideoSource.Transport.TCP));
        assertFalse(refused.getMessage().contains("hunter2"));
    }
}
