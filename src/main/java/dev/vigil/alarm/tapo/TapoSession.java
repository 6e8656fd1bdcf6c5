package dev.vigil.alarm.tapo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.alarm.tapo.TapoException.Trouble;
import java.io.Closeable;
import java.util.Set;

/**
 * A session with one camera that is kept as long as the camera keeps it: a command costs one round trip while it
 * lasts, and a login before that when it is over. One thread at a time, except {@link #close}.
 */
final class TapoSession implements Closeable {

    /** Not logged in any more, -1 being what a wrong Seq or tag is answered with. */
    private static final Set<Integer> LOST = Set.of(-40401, -40407, -40421, -1);

    private final TapoAccess access;
    private final TapoTransport transport;
    private final LoginDesk desk;
    private Channel channel;

    TapoSession(TapoAccess access, TapoTransport transport, LoginDesk desk) {
        this.access = access;
        this.transport = transport;
        this.desk = desk;
    }

    /**
     * Sends a command and returns the camera's answer, whatever its error code says. Where the session turns out to be
     * lost, logs in once and sends it once more.
     */
    JsonNode ask(ObjectNode command) throws TapoException {
        byte[] bytes = Json.bytes(command);
        boolean fresh = channel == null;
        if (fresh) {
            channel = desk.login();
        }
        try {
            try {
                return send(bytes);
            } catch (SessionLostException lost) {
                channel = null;
                if (fresh) {
                    throw lost;
                }
                channel = desk.login();
                return send(bytes);
            }
        } catch (SessionLostException again) {
            channel = null;
            throw new TapoException(Trouble.REFUSED, "the camera at " + access.authority()
                    + " forgets us right after the login (" + again.getMessage() + "): does another client use it?");
        }
    }

    private JsonNode send(byte[] command) throws TapoException, SessionLostException {
        Channel.Wrapped wrapped = channel.wrap(command);
        HttpAnswer answer = transport.post("/stok=" + channel.stok() + "/ds", wrapped.headers(), wrapped.body());
        if (answer.status() == 401) {
            throw new SessionLostException("HTTP 401");
        }
        JsonNode reply = channel.unwrap(answer.body());
        int code = reply.path("error_code").asInt();
        if (LOST.contains(code)) {
            throw new SessionLostException("error " + code);
        }
        if (!reply.isObject()) {
            throw new TapoException(Trouble.REFUSED, "the camera at " + access.authority()
                    + " gives an answer that makes no sense (HTTP " + answer.status() + ")");
        }
        return reply;
    }

    /** Ends the request that is under way, if any, and allows no other. */
    @Override
    public void close() {
        transport.close();
    }
}
