package dev.vigil.alarm.tapo;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What is said to a camera that is to let us in. */
final class LoginRequest {

    private LoginRequest() {
    }

    /** Asks how the camera lets one in; it proves that it knows the password where its scheme is encrypt_type 3. */
    static ObjectNode probe(String user, String nonce) {
        return Json.call("login", Json.object().put("cnonce", nonce).put("encrypt_type", "3").put("username", user));
    }

    /** @param digest proves that we know the password too */
    static ObjectNode secure(String user, String nonce, String digest) {
        return Json.call("login", Json.object().put("cnonce", nonce).put("encrypt_type", "3")
                .put("digest_passwd", digest).put("username", user));
    }

    static ObjectNode legacy(TapoAccount account) {
        return Json.call("login", Json.object().put("hashed", true)
                .put("password", TapoCrypto.md5(account.password())).put("username", account.user()));
    }
}
