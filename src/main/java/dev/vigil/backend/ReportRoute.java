package dev.vigil.backend;

import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** The guide's three reports. */
public enum ReportRoute {
    ALERT("alert", "/api/model/alert", ModelApi::alert),
    STOP("alert stop", "/api/model/alert/stop", ModelApi::stop),
    CRIME("report of a crime", "/api/model/crime", ModelApi::crime);

    final String words;
    final String path;
    private final Request request;

    ReportRoute(String words, String path, Request request) {
        this.words = words;
        this.path = path;
        this.request = request;
    }

    private interface Request {
        CompletionStage<Response> send(ModelApi api, String authorization, String key, String body);
    }

    CompletionStage<Response> send(ModelApi api, String authorization, String key, String body) {
        return request.send(api, authorization, key, body);
    }
}
