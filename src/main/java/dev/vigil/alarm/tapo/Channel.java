package dev.vigil.alarm.tapo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** How commands travel once the camera has let us in. */
interface Channel {

    /** Part of the address that commands are sent to. */
    String stok();

    /** The next request. */
    Wrapped wrap(byte[] command);

    /**
     * What the camera said; a missing node when it is no JSON.
     *
     * @throws SessionLostException when it cannot be read with this session's keys
     */
    JsonNode unwrap(byte[] body) throws SessionLostException;

    /** A request ready to be sent: the headers of its own and its body. */
    record Wrapped(Map<String, String> headers, byte[] body) {
    }
}
