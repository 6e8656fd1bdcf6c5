package dev.vigil.alarm.tapo;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;

/** Commands encrypted within securePassthrough, counted by Seq and signed by Tapo_tag. One thread at a time. */
final class EncryptedChannel implements Channel {

    private final String stok;
    private final TapoCrypto.Keys keys;
    private final String tagKey;
    private long seq;

    /** @param seq of the first request */
    EncryptedChannel(String stok, TapoCrypto.Keys keys, String tagKey, long seq) {
        this.stok = stok;
        this.keys = keys;
        this.tagKey = tagKey;
        this.seq = seq;
    }

    @Override
    public String stok() {
        return stok;
    }

    @Override
    public Wrapped wrap(byte[] command) {
        String secret = Base64.getEncoder().encodeToString(TapoCrypto.encrypt(keys, command));
        byte[] body = Json.bytes(Json.call("securePassthrough", Json.object().put("request", secret)));
        Wrapped wrapped = new Wrapped(
                Map.of("Seq", Long.toString(seq), "Tapo_tag", TapoCrypto.tag(tagKey, body, seq)), body);
        seq++;
        return wrapped;
    }

    /** Some firmware answers single requests in clear. */
    @Override
    public JsonNode unwrap(byte[] body) throws SessionLostException {
        JsonNode outer = Json.read(body);
        JsonNode secret = outer.path("result").path("response");
        if (!secret.isTextual()) {
            return outer;
        }
        try {
            return Json.read(TapoCrypto.decrypt(keys, Base64.getDecoder().decode(secret.asText())));
        } catch (GeneralSecurityException | IllegalArgumentException otherKeys) {
            throw new SessionLostException("the answer is encrypted with other keys");
        }
    }
}
