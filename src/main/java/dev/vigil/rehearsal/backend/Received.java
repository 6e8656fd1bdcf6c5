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
 * @param at     wall time of arrival
 * @param nanos  the same on the machine's monotonic clock
 */
public record Received(String method, String path, String accept, String token, String key,
                       JsonNode body, Instant at, long nanos) {

    @Override
    public String toString() {
        return method + " " + path + " at " + at;
    }
}
