package dev.vigil.alarm.tapo;

import java.util.List;

/** The password's MD5 instead of the password, then commands in clear. */
final class LegacyLogin implements LoginScheme {

    @Override
    public boolean offeredBy(LoginAnswer probe) {
        List<String> schemes = probe.schemes();
        return probe.errorCode() == -40401 && !schemes.isEmpty() && !schemes.contains("3") && !schemes.contains("4");
    }

    @Override
    public Channel login(LoginAnswer probe, String nonce, TapoAccount account, LoginDesk desk)
            throws TapoException {
        LoginAnswer answer = desk.askWithPassword(LoginRequest.legacy(account), account);
        if (!answer.granted() && (answer.errorCode() == -40401 || answer.status() == 401)) {
            throw desk.passwordRefused(account);
        }
        return new PlainChannel(desk.grantedStok(answer));
    }
}
