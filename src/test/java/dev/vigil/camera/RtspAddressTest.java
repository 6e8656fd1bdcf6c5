package dev.vigil.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RtspAddressTest {

    private static CameraAccess access(Object... namesAndValues) throws DecryptionException {
        Map<String, Object> fields = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return CameraAccess.of(fields);
    }

    @Test
    void connectsToTheConnectionIpWhenItIsSet() throws Exception {
        CameraAccess access = access("ip_address", "192.168.1.6", "connection_ip", "41.35.120.50",
                "connection_port", 8554L, "rtsp_url", "rtsp://m:p@41.35.120.50:8554/stream2",
                "user_name", "m", "password", "p");
        assertEquals("rtsp://m:p@41.35.120.50:8554/stream2", access.rtsp().url());
        assertEquals("41.35.120.50", access.host());
    }

    @Test
    void connectsToTheIpAddressWhenConnectionIpIsNullOrBlank() throws Exception {
        for (Object blank : new Object[] {null, "", "  "}) {
            assertEquals("192.168.1.6", access("ip_address", "192.168.1.6", "connection_ip", blank,
                    "rtsp_url", "rtsp://192.168.1.6/stream2").host());
        }
    }

    @Test
    void theConnectionPortGoesWithAConnectionIpThatTheUrlDoesNotSpeakOf() throws Exception {
        assertEquals("rtsp://41.35.120.50:8554/stream2", access("ip_address", "192.168.1.6", "connection_ip",
                "41.35.120.50", "connection_port", 8554L, "rtsp_url", "rtsp://192.168.1.6:554/stream2").rtsp().url());
        assertEquals("rtsp://41.35.120.50:1554/stream2", access("ip_address", "192.168.1.6", "connection_ip",
                "41.35.120.50", "rtsp_url", "rtsp://192.168.1.6:1554/stream2").rtsp().url());
    }

    @Test
    void aMissingPortIsTheConnectionPortAndElse554() throws Exception {
        assertEquals(8554, access("ip_address", "10.0.0.1", "connection_port", "8554",
                "rtsp_url", "rtsp://10.0.0.1/stream2").rtsp().port());
        assertEquals(554, access("ip_address", "10.0.0.1", "connection_port", null,
                "rtsp_url", "rtsp://10.0.0.1/stream2").rtsp().port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"p@ss/w:rd#1?x=1&y=2", "100%", "%zz", "a@10.0.0.1:554/x", "</script><b>", "a b", "日本語", "",
        "@", ":", "/stream2", "ss@", "😀"})
    void anUnencodedUserPartIsUnderstoodWithTheCredentialsOrWithoutThem(String password) throws Exception {
        String url = "rtsp://adm@in:" + password + "@10.0.0.1:8554/stream2?a=1";
        CameraAccess known = access("ip_address", "10.0.0.1", "rtsp_url", url,
                "user_name", "adm@in", "password", password);
        assertEquals(new RtspAddress("10.0.0.1", 8554, "/stream2?a=1", "adm@in", password), known.rtsp());
        CameraAccess unknown = access("ip_address", "10.0.0.1", "rtsp_url", url);
        assertEquals(known.rtsp(), unknown.rtsp());
    }

    @ParameterizedTest
    @CsvSource({
        "rtsp://u:p%40ss@cam.example:99/s, u, p@ss, 99, /s",
        "rtsp://u:p@ss/w@cam.example/s, u, p@ss/w, 554, /s",
        "rtsp://u@cam.example/s, u, '', 554, /s",
        "RTSP://cam.example, '', '', 554, ''",
        "rtsp://u:p@cam.example?x=1, u, p, 554, ?x=1"})
    void theUrlAloneIsEnoughWhenNothingElseIsGiven(String url, String user, String password, int port, String path)
            throws Exception {
        assertEquals(new RtspAddress("cam.example", port, path, user, password), access("rtsp_url", url).rtsp());
    }

    @Test
    void givenCredentialsAreTheTruthWhateverTheUrlSays() throws Exception {
        CameraAccess access = access("ip_address", "10.0.0.1", "rtsp_url", "rtsp://old:stale@10.0.0.1/s",
                "user_name", "new", "password", "fre/sh");
        assertEquals("rtsp://new:fre%2Fsh@10.0.0.1:554/s", access.rtsp().url());
    }

    @Test
    void thePercentEncodedUrlIsPureAscii() throws Exception {
        assertEquals("rtsp://%D9%85:p%40%20%25%F0%9F%98%80@[2001:db8::1]:554/s", access("connection_ip", "2001:db8::1",
                "rtsp_url", "rtsp://x@[2001:db8::1]/s", "user_name", "م", "password", "p@ %😀").rtsp().url());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "http://10.0.0.1/s", "rtsp://", "rtsp:///stream2", "rtsp://u:hunter2@/s",
        "rtsp://u:hunter2@h:99999/s", "rtsp://u:hunter2@h o/s", "10.0.0.1"})
    void whatIsNoRtspUrlIsAContentErrorThatQuotesNothing(String url) {
        DecryptionException e = assertThrows(DecryptionException.class, () -> access("rtsp_url", url));
        assertEquals(DecryptionException.Kind.CONTENT, e.kind());
        assertFalse(e.getMessage().contains("hunter2"));
    }

    @Test
    void missingUrlAndBadPortsAndBadHostsAreContentErrors() {
        for (Object[] fields : new Object[][] {{"ip_address", "10.0.0.1"},
            {"rtsp_url", "rtsp://h/s", "connection_port", 70000L}, {"rtsp_url", "rtsp://h/s", "api_port", "abc"},
            {"rtsp_url", "rtsp://h/s", "connection_ip", "no host@all"}}) {
            assertEquals(DecryptionException.Kind.CONTENT,
                    assertThrows(DecryptionException.class, () -> access(fields)).kind());
        }
    }

    @Test
    void portsMayBeTextOrFloats() throws Exception {
        CameraAccess access = access("rtsp_url", "rtsp://h/s", "api_port", "8443", "onvif_port", 8080.0);
        assertEquals(8443, access.apiPort());
        assertEquals(8080, access.onvifPort());
    }

    @Test
    void nothingPrintsTheUserPart() throws Exception {
        CameraAccess access = access("ip_address", "10.0.0.1", "rtsp_url", "rtsp://someone:hunter2@10.0.0.1/hunter2/s",
                "user_name", "someone", "password", "hunter2");
        Camera camera = new Camera(1, "Gate", null, null, "none", 1L, access);
        for (Object printed : new Object[] {access, access.rtsp(), camera, new AssignedCamera(1, "Gate", "hunter2",
                null, null, "none", 1L)}) {
            assertFalse(printed.toString().contains("hunter2") || printed.toString().contains("someone"),
                    printed::toString);
        }
        assertEquals("rtsp://10.0.0.1:554", access.rtsp().toString());
    }
}
