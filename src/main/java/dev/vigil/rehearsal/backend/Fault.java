package dev.vigil.rehearsal.backend;

import java.time.Duration;

/** Something that a back end in trouble does instead of answering well. */
public final class Fault {

    enum Way { ANSWER, ANSWER_WELL, CUT, DRIP, HANG }

    final Way way;
    final Reply reply;
    final Duration delay;

    private Fault(Way way, Reply reply, Duration delay) {
        this.way = way;
        this.reply = reply;
        this.delay = delay;
    }

    /** Whether what was asked is done all the same. */
    boolean worksFirst() {
        return way != Way.ANSWER && way != Way.HANG;
    }

    private static Fault answer(Reply reply) {
        return new Fault(Way.ANSWER, reply, Duration.ZERO);
    }

    /** Any status with any body under any content type. */
    public static Fault answer(int status, String contentType, String body) {
        return answer(Reply.of(status, contentType, body));
    }

    public static Fault json(int status, String body) {
        return answer(status, "application/json", body);
    }

    /** A page for people, as proxies and misconfigured servers send it. */
    public static Fault html(int status) {
        return answer(status, "text/html; charset=UTF-8",
                "<!DOCTYPE html><html><head><title>Server Error</title></head><body><h1>Whoops</h1></body></html>");
    }

    public static Fault unauthenticated() {
        return answer(Reply.laravel(401, "Unauthenticated."));
    }

    public static Fault notWhitelisted() {
        return answer(Reply.message(403, false,
                "Request IP does not match the whitelisted IP address for this model"));
    }

    /** @param retryAfter the header's value, seconds or an HTTP date; null for none */
    public static Fault tooMany(String retryAfter) {
        Reply reply = Reply.laravel(429, "Too Many Attempts.");
        return answer(retryAfter == null ? reply : reply.with("Retry-After", retryAfter));
    }

    public static Fault redirect(String location) {
        return answer(Reply.of(302, "text/html", "<html>Redirecting</html>").with("Location", location));
    }

    /** The right answer under another content type. */
    public static Fault wellAs(String contentType) {
        return new Fault(Way.ANSWER_WELL, Reply.of(0, contentType, ""), Duration.ZERO);
    }

    /** The right answer, late. */
    public static Fault late(Duration delay) {
        return new Fault(Way.ANSWER_WELL, null, delay);
    }

    /** The right answer, of which half arrives before the connection closes. */
    public static Fault cut() {
        return new Fault(Way.CUT, null, Duration.ZERO);
    }

    /** The right answer, a byte every 100 ms. */
    public static Fault drip() {
        return new Fault(Way.DRIP, null, Duration.ofMillis(100));
    }

    /** The connection stays open and nothing comes. */
    public static Fault hang() {
        return new Fault(Way.HANG, null, Duration.ZERO);
    }
}
