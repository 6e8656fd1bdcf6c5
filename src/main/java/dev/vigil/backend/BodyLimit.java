package dev.vigil.backend;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.resteasy.reactive.client.api.ClientLogger;

/**
 * Hangs up on an answer that has no end, which would fill the memory: the client collects it whole, even when we have
 * stopped waiting for it. Its logger is the one place where the client shows a request before it has the answer.
 */
final class BodyLimit implements ClientLogger {
    /** A thousand cameras take 1 MB. */
    static final long MOST_BYTES = 16L << 20;

    @Override
    public void logRequest(HttpClientRequest request, Buffer body, boolean omitBody) {
        AtomicLong received = new AtomicLong();
        request.response().onSuccess(response -> response.handler(piece -> {
            if (received.addAndGet(piece.length()) > MOST_BYTES) {
                request.reset();
            }
        }));
    }

    @Override
    public void logResponse(HttpClientResponse response, boolean redirect) {
        // Comes when the answer is whole: too late.
    }

    @Override
    public void setBodySize(int bodySize) {
        // Nothing is logged.
    }
}
