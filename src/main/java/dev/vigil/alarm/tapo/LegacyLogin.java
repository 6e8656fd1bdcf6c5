package dev.vigil.alarm.tapo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The password's MD5 instead of the password, then commands in clear. */
final class LegacyLogin implements LoginScheme {

    @Override
    public boolean offeredBy(LoginAnswer probe) {
        List<String> schemes = probe.schemes();
        return probe.errorCode() == -40401 && !schemes.isEmpty() && !schemes.contains("3") && !schemes.contains("4");
    }

    @Override
    public Channel login(LoginAnswer probe, String nonce, LoginDesk desk) throws TapoException {
        TapoAccess access = desk.access();
        JsonNode params = Json.object().put("hashed", true).put("password", TapoCrypto.md5(access.password()))
                .put("username", access.user());
        LoginAnswer answer = desk.askWithPassword(params);
        if (!answer.granted() && (answer.errorCode() == -40401 || answer.status() == 401)) {
            throw desk.passwordRefused();
        }
        return new PlainChannel(desk.grantedStok(answer));
    }
}
