package dev.vigil.alarm.onvif;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoapTest {

    private static final String OPEN = "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Body>";
    private static final String CLOSE = "</s:Body></s:Envelope>";

    @Test
    void whatComesFromACameraCannotBreakOutOfItsElement() throws OnvifException {
        String token = "a</tds:RelayOutputToken><evil attribute=\"1\"/>&";
        String envelope = SoapRequest.of("SetRelayOutputState").with("RelayOutputToken", token).envelope(null);

        SoapAnswer read = SoapAnswer.parse(envelope.getBytes(UTF_8));
        assertTrue(read.all("evil").isEmpty());
        assertEquals(token, read.all("RelayOutputToken").get(0).getTextContent());
    }

    @Test
    void aPasswordNeverTravels() {
        String envelope = SoapRequest.of("GetRelayOutputs")
                .envelope(UsernameToken.of("camuser", "C@mera-pw-1", new byte[16], "2026-01-15T08:30:00.000Z"));
        assertTrue(envelope.contains("camuser"));
        assertFalse(envelope.contains("C@mera-pw-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<!DOCTYPE s [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>" + OPEN + "<a>&x;</a>" + CLOSE,
        "<!DOCTYPE s [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>" + OPEN + "<a>&b;</a>" + CLOSE,
        "<html><body>Not Found</body></html>",
        "{\"error\": 404}",
        ""
    })
    void documentTypesAndWhatIsNoEnvelopeAreRefused(String body) {
        assertThrows(OnvifException.class, () -> SoapAnswer.parse(body.getBytes(UTF_8)));
    }
}
