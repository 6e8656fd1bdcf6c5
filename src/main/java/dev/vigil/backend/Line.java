package dev.vigil.backend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.backend.BackendException.Kind;
import dev.vigil.time.TimeSource;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jboss.resteasy.reactive.client.api.LoggingScope;

/** A way to the back end with limits and connections of its own, so that no call waits behind another kind's. */
final class Line implements AutoCloseable {
    private final BackendSettings settings;
    private final TimeSource time;
    private final ModelApi api;
    final CallLimits limits;

    Line(BackendSettings settings, CallLimits limits, TimeSource time) {
        this.settings = settings;
        this.limits = limits;
        this.time = time;
        this.api = QuarkusRestClientBuilder.newBuilder()
                .baseUri(settings.url())
                .connectTimeout(limits.connect().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(limits.read().toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .clientLogger(new BodyLimit())
                .loggingScope(LoggingScope.REQUEST_RESPONSE)
                // A refusal is an answer, to be read here; not an exception of the framework's.
                .property("microprofile.rest.client.disable.default.mapper", true)
                .build(ModelApi.class);
    }

    /** How messages speak of a call to this path; {@code secrets} are kept out of them. */
    Call call(String what, String method, String path, String... secrets) {
        return new Call(what, method + " " + settings.url() + path,
                Stream.concat(Stream.of(settings.password()), Stream.of(secrets)).toList());
    }

    /** Makes one call, once. */
    JsonNode exchange(Call call, Function<ModelApi, CompletionStage<Response>> request) throws BackendException {
        CompletableFuture<Response> answer = request.apply(api).toCompletableFuture();
        // The client's read time-out starts anew with every byte, so the whole needs a limit of its own.
        try (Response response = answer.get(limits.whole().toMillis(), TimeUnit.MILLISECONDS)) {
            return Answer.read(call, response, time.now());
        } catch (ExecutionException | ProcessingException e) {
            throw meaning(call, e, limits);
        } catch (IllegalArgumentException e) {
            throw BackendException.of(Kind.BROKEN_ANSWER, 0, call.says(
                    "the answer's headers make no sense: see whether BACKEND_URL is the back end"));
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw unavailable(call, "no whole answer within " + limits.whole().toMillis() + " ms");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw unavailable(call, "interrupted before the answer came");
        }
    }

    /** What it means that a call has no answer. */
    static BackendException meaning(Call call, Exception e, CallLimits limits) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            // Vert.x tells a connect time-out as a ConnectException of its own.
            if (cause instanceof ConnectException) {
                return unavailable(call, "no connection: see whether the back end runs and BACKEND_URL is right");
            } else if (cause instanceof UnknownHostException) {
                return unavailable(call, "unknown host: see whether BACKEND_URL and the name service are right");
            } else if (cause instanceof SSLException) {
                return unavailable(call, "no secure connection: see whether its certificate is trusted here");
            } else if (cause instanceof TimeoutException) {
                return unavailable(call, "nothing came for " + limits.read().toMillis() + " ms");
            } else if (cause instanceof StreamResetException) {
                return BackendException.of(Kind.BROKEN_ANSWER, 0, call.says("the answer is longer than "
                        + (BodyLimit.MOST_BYTES >> 20) + " MB: see whether BACKEND_URL is the back end"));
            } else if (cause instanceof HttpClosedException) {
                return BackendException.of(Kind.BROKEN_ANSWER, 0,
                        call.says("the connection closed before the whole answer was there"));
            }
        }
        return unavailable(call, "no answer (" + e.getClass().getSimpleName() + ")");
    }

    private static BackendException unavailable(Call call, String trouble) {
        return BackendException.unavailable(call.says(trouble));
    }

    @Override
    public void close() {
        try {
            ((Closeable) api).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
