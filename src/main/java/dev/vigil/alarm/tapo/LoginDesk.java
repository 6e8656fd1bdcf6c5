package dev.vigil.alarm.tapo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.alarm.tapo.TapoException.Trouble;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/**
 * Logs in with the scheme that the camera offers. Every answer is looked at for what could lock the camera out, and the
 * guard remembers it. One thread at a time.
 */
final class LoginDesk {

    private static final List<LoginScheme> SCHEMES = List.of(new SecureLogin(), new LegacyLogin(), new NewerLogin());
    private static final int FEW_ATTEMPTS = 3;

    private final TapoAccess access;
    private final TapoTransport transport;
    private final LoginGuard guard;
    private final SecureRandom random = new SecureRandom();

    LoginDesk(TapoAccess access, TapoTransport transport, LoginGuard guard) {
        this.access = access;
        this.transport = transport;
        this.guard = guard;
    }

    TapoAccess access() {
        return access;
    }

    /** @throws TapoException when the guard forbids it, the camera refuses or does not answer */
    Channel login() throws TapoException {
        guard.check();
        byte[] eight = new byte[8];
        random.nextBytes(eight);
        String nonce = TapoCrypto.hex(eight);
        LoginAnswer probe = ask(Json.object().put("cnonce", nonce).put("encrypt_type", "3")
                .put("username", access.user()));
        for (LoginScheme scheme : SCHEMES) {
            if (scheme.offeredBy(probe)) {
                return guard.watching(() -> scheme.login(probe, nonce, this));
            }
        }
        throw probe.passwordRefused() ? passwordRefused() : guard.refused(refusal(probe));
    }

    /** Asks for a login; an answer that tells of a lock-out, now or soon, ends it here. */
    LoginAnswer ask(JsonNode params) throws TapoException {
        HttpAnswer answer = transport.post("/", Map.of(), Json.bytes(Json.call("login", params)));
        LoginAnswer login = new LoginAnswer(answer.status(), Json.read(answer.body()));
        if (login.granted()) {
            return login;
        }
        if (login.lockedSeconds() > 0) {
            throw guard.lockedOut(login.lockedSeconds());
        }
        if (login.attemptsLeft().isPresent() && login.attemptsLeft().getAsInt() <= FEW_ATTEMPTS) {
            throw login.passwordRefused() ? passwordRefused() : guard.fewAttempts(login.attemptsLeft().getAsInt());
        }
        return login;
    }

    /** As {@link #ask}, on a connection of its own, so that what may count as an attempt is never sent twice. */
    LoginAnswer askOnce(JsonNode params) throws TapoException {
        transport.hangUp();
        return ask(params);
    }

    /** As {@link #askOnce}, with a password whose refusal may count though it was never heard: pause after that. */
    LoginAnswer askWithPassword(JsonNode params) throws TapoException {
        try {
            return askOnce(params);
        } catch (TapoException failure) {
            throw failure.trouble() == Trouble.NO_ANSWER ? guard.refused(failure) : failure;
        }
    }

    TapoException passwordRefused() {
        return guard.passwordRefused();
    }

    /** The session's name, fit for a request line, where the camera lets us in and lets us command. */
    String grantedStok(LoginAnswer answer) throws TapoException {
        if (!answer.granted()) {
            throw refusal(answer);
        }
        String group = answer.result().path("user_group").asText("root");
        if (!group.equals("root")) {
            throw new TapoException(Trouble.NOT_ROOT, "the camera at " + access.authority() + " lets the account in"
                    + " but not command it: give Vigil the user admin and the TP-Link account's password");
        }
        String stok = answer.result().path("stok").asText();
        if (!stok.matches("[!-~]+")) {
            throw refusal(answer);
        }
        return stok;
    }

    private TapoException refusal(LoginAnswer answer) {
        return new TapoException(Trouble.LOGIN_REFUSED, "the camera at " + access.authority()
                + " refuses the login (" + answer.codes() + "); tried again by itself, later and later");
    }
}
