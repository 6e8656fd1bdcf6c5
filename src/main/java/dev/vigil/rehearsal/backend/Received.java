package dev.vigil.rehearsal.backend;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One request as it arrived.
 *
 * @param path   without query
 * @param accept the Accept header, "" for none
 * @param token  the bearer token, "" for none
 * @param key    the Idempotency-Key header, "" for none
 * @param body   the JSON body; a missing node where there was none
 * @param outcome what became of it
 * @param at     wall time of arrival
 * @param nanos  the same on the machine's monotonic clock
 */
public record Received(String method, String path, String accept, String token, String key,
                       JsonNode body, Outcome outcome, Instant at, long nanos) {

    /** What became of a request. */
    public enum Outcome {
        /** It was done, and the whole answer sent. */
        DONE,
        /** It was done, but of the answer not all or not at once was sent: who asked may not know. */
        DONE_UNTOLD,
        /** It was not done: refused, or met by a fault. */
        NOT_DONE
    }

    Received with(Outcome now) {
        return new Received(method, path, accept, token, key, body, now, at, nanos);
    }

    @Override
    public String toString() {
        return method + " " + path + " at " + at;
    }
}
