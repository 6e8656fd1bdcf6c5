package dev.vigil.alarm.tapo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Stream;

/** Encrypt_type 3: both sides prove that they know the password's hash, then commands travel encrypted. */
final class SecureLogin implements LoginScheme {

    @Override
    public boolean offeredBy(LoginAnswer probe) {
        return probe.errorCode() == -40413 && probe.schemes().contains("3");
    }

    /** What the camera confirms tells a wrong password before it is counted: then nothing more is sent. */
    @Override
    public Channel login(LoginAnswer probe, String nonce, LoginDesk desk) throws TapoException {
        TapoAccess access = desk.access();
        String theirs = probe.text("nonce");
        Optional<String> fitting = Stream.of(TapoCrypto.sha256(access.password()), TapoCrypto.md5(access.password()))
                .filter(h -> TapoCrypto.deviceConfirm(h, nonce, theirs).equals(probe.text("device_confirm")))
                .findFirst();
        String h = fitting.orElseThrow(desk::passwordRefused);

        JsonNode params = Json.object().put("cnonce", nonce).put("encrypt_type", "3")
                .put("digest_passwd", TapoCrypto.digestPassword(h, nonce, theirs)).put("username", access.user());
        LoginAnswer answer = desk.askOnce(params);
        String stok = desk.grantedStok(answer);
        return new EncryptedChannel(stok, TapoCrypto.keys(h, nonce, theirs), TapoCrypto.tagKey(h, nonce),
                answer.result().path("start_seq").asLong());
    }
}
