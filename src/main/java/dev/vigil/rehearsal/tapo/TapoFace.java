package dev.vigil.rehearsal.tapo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.time.TimeSource;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;

/**
 * What a camera's HTTPS side knows and does, apart from the network: who is let in, what may be commanded, and the
 * siren's diary. Safe for use by many threads.
 */
public final class TapoFace {

    private static final int BAD_REQUEST = -40209;
    private static final int NOT_LOGGED_IN = -40401;

    private final TapoFaults faults = new TapoFaults();
    private final TimeSource time;
    private final Gate gate;
    private final Device device;
    private TapoFirmware firmware;
    private int commands;

    /** @param user is let in beside admin, with the same password */
    public TapoFace(String name, String user, String password, TapoFirmware firmware, TimeSource time) {
        this.time = time;
        this.firmware = firmware;
        gate = new Gate(user, password, faults, time);
        device = new Device(name, faults, time);
    }

    public TapoFaults faults() {
        return faults;
    }

    public synchronized TapoFirmware firmware() {
        return firmware;
    }

    /** As an update does: sessions are over. */
    public synchronized void update(TapoFirmware another) {
        firmware = another;
        gate.forgetSession();
    }

    public synchronized void password(String another) {
        gate.password(another);
    }

    /** As newer firmware has it: only admin is let in, with the TP-Link account's password. */
    public synchronized void adminOnly(String password) {
        gate.adminOnly(password);
    }

    /** As if so many wrong passwords were left before the camera locks. */
    public synchronized void attemptsLeft(int left) {
        gate.attemptsLeft(left);
    }

    /** The present session ends; its client learns it in this way with its next command. */
    public synchronized void expire(Expiry how) {
        if (gate.session() != null) {
            gate.session().end(how);
        }
    }

    /** How often the siren was sounded and stopped, in the order in which it happened. */
    public synchronized List<SirenSounded> diary() {
        return device.diary();
    }

    /** Whether it sounds now. */
    public synchronized boolean sounds() {
        return device.sounds();
    }

    /** Login requests of every kind and outcome. */
    public synchronized int logins() {
        return gate.logins();
    }

    /** Passwords that were refused and counted. */
    public synchronized int refusedPasswords() {
        return gate.refused();
    }

    /** Requests that were no logins. */
    public synchronized int commands() {
        return commands;
    }

    synchronized Reply answer(HttpRequest request) {
        long arrived = time.nanos();
        JsonNode json = Reply.parsed(request.body());
        if (!request.method().equals("POST") || json == null) {
            return new Reply(400, Reply.error(BAD_REQUEST));
        }
        if (request.target().equals("/")) {
            return json.path("method").asText().equals("login")
                    ? gate.login(json.path("params"), firmware.login()) : Reply.ok(Reply.error(NOT_LOGGED_IN));
        }
        commands++;
        Session session = gate.session();
        if (session == null || !request.target().equals("/stok=" + session.stok() + "/ds")) {
            return lost(Expiry.CODE_40401, null);
        }
        if (session.ended().isPresent()) {
            gate.forgetSession();
            return lost(session.ended().get(), session);
        }
        return session.isEncrypted() ? encrypted(request, json, session, arrived)
                : Reply.ok(device.answer(json, firmware, arrived));
    }

    private Reply encrypted(HttpRequest request, JsonNode json, Session session, long arrived) {
        String objection = session.objection(request.headers().get("seq"), request.headers().get("tapo_tag"),
                request.body()).orElse(null);
        if (objection != null) {
            return sealed(500, Reply.error(-1).put("err_msg", objection), session, 0);
        }
        JsonNode command;
        try {
            command = Reply.parsed(session.decrypt(Base64.getDecoder()
                    .decode(json.path("params").path("request").asText())));
        } catch (GeneralSecurityException | IllegalArgumentException garbled) {
            command = null;
        }
        if (command == null || !json.path("method").asText().equals("securePassthrough")) {
            return Reply.ok(Reply.error(BAD_REQUEST));
        }
        JsonNode inner = device.answer(command, firmware, arrived);
        boolean single = !command.path("method").asText().equals("multipleRequest");
        return single && firmware.clearAnswers() ? Reply.ok(inner)
                : sealed(200, inner, session, Long.parseLong(request.headers().get("seq")));
    }

    private static Reply sealed(int status, JsonNode inner, Session session, long seq) {
        try {
            ObjectNode outer = Reply.error(0).put("seq", seq);
            outer.putObject("result").put("response", Base64.getEncoder()
                    .encodeToString(session.encrypt(inner.toString().getBytes(StandardCharsets.UTF_8))));
            return new Reply(status, outer);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has AES", impossible);
        }
    }

    private static Reply lost(Expiry how, Session session) {
        switch (how) {
            case HTTP_401:
                return new Reply(401, Reply.error(NOT_LOGGED_IN));
            case CODE_40421:
                return Reply.ok(Reply.error(-40421));
            case HTTP_500:
                if (session.isEncrypted()) {
                    return sealed(500, Reply.error(-1).put("err_msg", "Check tapo tag failed"), session, 0);
                }
                return new Reply(500, Reply.error(-1));
            case OTHER_KEYS:
                return sealed(200, Reply.error(0), Session.encrypted("", "OTHER", "C", "N", 0), 0);
            default:
                ObjectNode answer = Reply.error(NOT_LOGGED_IN);
                answer.putObject("data").put("code", -40407);
                return Reply.ok(answer);
        }
    }
}
