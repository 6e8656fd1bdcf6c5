package dev.vigil.alarm.tapo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.alarm.tapo.TapoException.Trouble;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/**
 * Logs in with the first account that the camera takes, by the scheme that it offers. Every answer is looked at for what could lock the camera out, and the
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
        return guard.watching(this::tryAccounts);
    }

    /** One after the other, each once: no further one where the guard objects after the one before. */
    private Channel tryAccounts() throws TapoException {
        TapoException refused = null;
        for (TapoAccount account : guard.untried()) {
            guard.check();
            try {
                return login(account);
            } catch (TapoException failure) {
                if (!failure.trouble().isOfTheAccount()) {
                    throw failure;
                }
                refused = failure;
            }
        }
        throw refused;
    }

    private Channel login(TapoAccount account) throws TapoException {
        byte[] eight = new byte[8];
        random.nextBytes(eight);
        String nonce = TapoCrypto.hex(eight);
        LoginAnswer probe = ask(LoginRequest.probe(account.user(), nonce), account);
        for (LoginScheme scheme : SCHEMES) {
            if (scheme.offeredBy(probe)) {
                return scheme.login(probe, nonce, account, this);
            }
        }
        throw probe.passwordRefused() ? passwordRefused(account) : refusal(probe);
    }

    /** Asks for a login by this account; an answer that tells of a lock-out, now or soon, ends it here. */
    private LoginAnswer ask(JsonNode request, TapoAccount account) throws TapoException {
        HttpAnswer answer = transport.post("/", Map.of(), Json.bytes(request));
        LoginAnswer login = new LoginAnswer(answer.status(), Json.read(answer.body()));
        if (login.granted()) {
            return login;
        }
        if (login.lockedSeconds() > 0) {
            throw guard.lockedOut(login.lockedSeconds());
        }
        if (login.attemptsLeft().isPresent() && login.attemptsLeft().getAsInt() <= FEW_ATTEMPTS) {
            TapoException few = guard.fewAttempts(login.attemptsLeft().getAsInt());
            throw login.passwordRefused() ? passwordRefused(account) : few;
        }
        return login;
    }

    /** As {@link #ask}, on a connection of its own, so that what may count as an attempt is never sent twice. */
    LoginAnswer askOnce(JsonNode request, TapoAccount account) throws TapoException {
        transport.hangUp();
        return ask(request, account);
    }

    /** As {@link #askOnce}, with a password whose refusal may count though it was never heard: pause after that. */
    LoginAnswer askWithPassword(JsonNode request, TapoAccount account) throws TapoException {
        try {
            return askOnce(request, account);
        } catch (TapoException failure) {
            throw failure.trouble() == Trouble.NO_ANSWER ? guard.refused(failure) : failure;
        }
    }

    TapoException passwordRefused(TapoAccount account) {
        return guard.passwordRefused(account);
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
