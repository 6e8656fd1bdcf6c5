package dev.vigil.alarm.onvif;

import dev.vigil.alarm.onvif.OnvifException.Kind;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends calls to one camera, and to no other address whatever the camera says, and tells refusals from answers. */
final class SoapClient {

    private static final String TYPE = "application/soap+xml; charset=utf-8";

    private final HttpClient http;
    private final String host;
    private final int port;
    private final Duration patience;

    /** @param patience for one call, its answer included */
    SoapClient(HttpClient http, String host, int port, Duration patience) {
        this.http = http;
        this.host = host;
        this.port = port;
        this.patience = patience;
    }

    /** @param token null for a call without proof of the password */
    SoapAnswer call(String path, SoapRequest request, UsernameToken token) throws OnvifException {
        HttpResponse<byte[]> response = exchange(path, request.envelope(token));
        boolean challenged = response.statusCode() == 401 || response.statusCode() == 403;
        SoapAnswer answer;
        try {
            answer = SoapAnswer.parse(response.body());
        } catch (OnvifException noEnvelope) {
            if (challenged) {
                throw new OnvifException(Kind.NOT_AUTHORIZED, "HTTP " + response.statusCode());
            }
            if (response.statusCode() == 404 || response.statusCode() == 405) {
                throw new OnvifException(Kind.NOT_SUPPORTED, "HTTP " + response.statusCode());
            }
            throw response.statusCode() == 200 ? noEnvelope
                    : OnvifException.broken("HTTP " + response.statusCode() + " without a SOAP envelope");
        }
        String fault = answer.fault().orElse(null);
        if (fault != null) {
            throw new OnvifException(challenged ? Kind.NOT_AUTHORIZED : kind(fault), fault);
        }
        if (response.statusCode() != 200) {
            throw new OnvifException(challenged ? Kind.NOT_AUTHORIZED : Kind.UNCLEAR, "HTTP " + response.statusCode());
        }
        return answer;
    }

    private static Kind kind(String fault) {
        String words = fault.toLowerCase(Locale.ROOT);
        if (words.contains("notauthorized") || words.contains("failedauthentication")
                || words.contains("not authorized")) {
            return Kind.NOT_AUTHORIZED;
        }
        return words.contains("actionnotsupported") || words.contains("unknownaction")
                || words.contains("not implemented") ? Kind.NOT_SUPPORTED : Kind.REFUSED;
    }

    private HttpResponse<byte[]> exchange(String path, String envelope) throws OnvifException {
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", TYPE).timeout(patience)
                .POST(HttpRequest.BodyPublishers.ofString(envelope)).build(), info -> new LimitedBody());
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw OnvifException.broken("no answer within " + patience.toMillis() + " ms");
        } catch (ExecutionException failure) {
            throw told(failure.getCause());
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw OnvifException.broken("interrupted");
        }
    }

    private OnvifException told(Throwable cause) {
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException
                || cause instanceof UnresolvedAddressException) {
            return new OnvifException(Kind.UNREACHABLE, "no ONVIF service answers at port " + port);
        }
        if (cause instanceof HttpTimeoutException) {
            return OnvifException.broken("no answer within " + patience.toMillis() + " ms");
        }
        return new OnvifException(Kind.DROPPED, "the camera ended the connection without an answer");
    }

    private URI uri(String path) throws OnvifException {
        try {
            return new URI("http", null, host, port, path, null, null);
        } catch (URISyntaxException malformed) {
            throw OnvifException.broken("the camera names an impossible address");
        }
    }
}
