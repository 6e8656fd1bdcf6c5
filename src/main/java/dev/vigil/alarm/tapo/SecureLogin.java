package dev.vigil.alarm.tapo;

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
    public Channel login(LoginAnswer probe, String nonce, TapoAccount account, LoginDesk desk)
            throws TapoException {
        String theirs = probe.text("nonce");
        Optional<String> fitting = Stream.of(TapoCrypto.sha256(account.password()), TapoCrypto.md5(account.password()))
                .filter(h -> TapoCrypto.deviceConfirm(h, nonce, theirs).equals(probe.text("device_confirm")))
                .findFirst();
        String h = fitting.orElseThrow(() -> desk.passwordRefused(account));

        LoginAnswer answer = desk.askOnce(LoginRequest.secure(account.user(), nonce,
                TapoCrypto.digestPassword(h, nonce, theirs)), account);
        String stok = desk.grantedStok(answer);
        return new EncryptedChannel(stok, TapoCrypto.keys(h, nonce, theirs), TapoCrypto.tagKey(h, nonce),
                answer.result().path("start_seq").asLong());
    }
}
