package dev.vigil.rehearsal.tapo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.time.TimeSource;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Lets clients in, one session at a time, and nobody for 1800 s after ten wrong passwords. Guarded by the camera. */
final class Gate {

    static final int MOST_ATTEMPTS = 10;
    static final Duration BLOCK = Duration.ofSeconds(1800);
    private static final String STOK_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789)(!*~";

    private final Map<String, String> passwords = new HashMap<>();
    private final TapoFaults faults;
    private final TimeSource time;
    private final SecureRandom random = new SecureRandom();
    private String cnonce = "";
    private String nonce = "";
    private Session session;
    private int attemptsLeft = MOST_ATTEMPTS;
    private Long blockedUntil;
    private int logins;
    private int refused;

    Gate(String user, String password, TapoFaults faults, TimeSource time) {
        passwords.put("admin", password);
        passwords.put(user, password);
        this.faults = faults;
        this.time = time;
    }

    Session session() {
        return session;
    }

    void forgetSession() {
        session = null;
    }

    void password(String another) {
        passwords.replaceAll((user, before) -> another);
    }

    /** As newer firmware has it: nobody else is let in. */
    void adminOnly(String another) {
        passwords.keySet().retainAll(Set.of("admin"));
        passwords.put("admin", another);
    }

    void attemptsLeft(int left) {
        attemptsLeft = left;
    }

    /** Login requests of every kind and outcome. */
    int logins() {
        return logins;
    }

    /** Passwords that were refused, which is what locks. */
    int refused() {
        return refused;
    }

    Reply login(JsonNode params, TapoFirmware.Login kind) {
        logins++;
        if (kind == TapoFirmware.Login.NEWER) {
            return Reply.ok(Reply.error(-40211));
        }
        if (isBlocked()) {
            return blocked(kind);
        }
        String password = passwords.get(params.path("username").asText());
        if (password == null) {
            return refuse(401, -40401, -60502, kind);
        }
        if (kind == TapoFirmware.Login.LEGACY) {
            return legacy(params, password, kind);
        }
        String h = kind == TapoFirmware.Login.SECURE_MD5 ? Hashes.md5(password) : Hashes.sha256(password);
        return params.has("digest_passwd") ? secure(params, h, kind) : challenge(params, h);
    }

    private Reply legacy(JsonNode params, String password, TapoFirmware.Login kind) {
        if (!params.path("hashed").asBoolean()) {
            ObjectNode answer = Reply.error(-40401);
            ObjectNode data = data(answer, -40411);
            data.putArray("encrypt_type").add("1").add("2");
            data.put("key", "none").put("nonce", hex(8));
            return Reply.ok(answer);
        }
        if (!Hashes.md5(password).equals(params.path("password").asText())) {
            return refuse(200, -40401, -40411, kind);
        }
        return admit(Session.plain(stok()));
    }

    private Reply challenge(JsonNode params, String h) {
        cnonce = params.path("cnonce").asText();
        nonce = hex(8);
        ObjectNode answer = Reply.error(-40413);
        challenge(data(answer, -40413), h);
        return Reply.ok(answer);
    }

    private void challenge(ObjectNode data, String h) {
        data.putArray("encrypt_type").add("3");
        data.put("key", "none").put("nonce", nonce)
                .put("device_confirm", Hashes.sha256(cnonce + h + nonce) + nonce + cnonce);
    }

    private Reply secure(JsonNode params, String h, TapoFirmware.Login kind) {
        String expected = Hashes.sha256(h + cnonce + nonce) + cnonce + nonce;
        boolean right = !nonce.isEmpty() && !faults.refusingDigests()
                && expected.equals(params.path("digest_passwd").asText());
        Session granted = right ? Session.encrypted(stok(), h, cnonce, nonce, 1 + random.nextInt(100_000)) : null;
        nonce = "";
        return right ? admit(granted) : refuse(200, -40413, -40401, kind);
    }

    private Reply admit(Session granted) {
        session = granted;
        attemptsLeft = MOST_ATTEMPTS;
        ObjectNode answer = Reply.error(0);
        ObjectNode result = answer.putObject("result");
        result.put("stok", granted.stok()).put("user_group", faults.userGroup());
        if (granted.isEncrypted()) {
            result.put("start_seq", granted.startSeq());
        }
        return Reply.ok(answer);
    }

    private Reply refuse(int status, int code, int dataCode, TapoFirmware.Login kind) {
        refused++;
        attemptsLeft = Math.max(0, attemptsLeft - 1);
        if (attemptsLeft == 0) {
            blockedUntil = time.nanos() + BLOCK.toNanos();
            return blocked(kind);
        }
        ObjectNode answer = Reply.error(code);
        data(answer, dataCode);
        return new Reply(status, answer);
    }

    private boolean isBlocked() {
        if (blockedUntil != null && time.nanos() - blockedUntil >= 0) {
            blockedUntil = null;
            attemptsLeft = MOST_ATTEMPTS;
        }
        return blockedUntil != null;
    }

    /** Newer firmware says so at the top, older within the result. */
    private Reply blocked(TapoFirmware.Login kind) {
        long left = Duration.ofNanos(blockedUntil - time.nanos()).plusMillis(999).toSeconds();
        ObjectNode answer = Reply.error(-40401);
        ObjectNode holder = kind == TapoFirmware.Login.LEGACY ? answer.putObject("result") : answer;
        holder.putObject("data").put("code", -40404).put("sec_left", left).put("time", 0)
                .put("max_time", MOST_ATTEMPTS);
        return Reply.ok(answer);
    }

    private ObjectNode data(ObjectNode answer, int code) {
        return answer.putObject("result").putObject("data").put("code", code).put("time", attemptsLeft)
                .put("max_time", MOST_ATTEMPTS).put("sec_left", 0);
    }

    private String hex(int bytes) {
        byte[] some = new byte[bytes];
        random.nextBytes(some);
        return Hashes.hex(some);
    }

    /** With every character that a careless client would encode. */
    private String stok() {
        StringBuilder stok = new StringBuilder(")(!*~");
        while (stok.length() < 32) {
            stok.append(STOK_CHARACTERS.charAt(random.nextInt(STOK_CHARACTERS.length())));
        }
        return stok.toString();
    }
}
