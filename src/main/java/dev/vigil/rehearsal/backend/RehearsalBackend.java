package dev.vigil.rehearsal.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The back end of the guide on 127.0.0.1: it logs in one model, lists its cameras encrypted anew at each fetch, takes
 * heartbeats and reports, and sounds sirens. It keeps record of everything and fails as {@link #faults()} says.
 * Safe for use by many threads.
 */
public final class RehearsalBackend implements AutoCloseable {
    private final Site site = new Site();
    private final Faults faults = new Faults();
    private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "rehearsal-backend");
        thread.setDaemon(true);
        return thread;
    });
    private final InetSocketAddress address;
    private volatile HttpServer server;

    private RehearsalBackend(int port) throws IOException {
        server = listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        address = server.getAddress();
    }

    private HttpServer listen(InetSocketAddress where) throws IOException {
        HttpServer listening = HttpServer.create(where, 0);
        listening.setExecutor(threads);
        listening.createContext("/", this::handle);
        listening.start();
        return listening;
    }

    /** @param port to listen at; 0 for any that is free */
    public static RehearsalBackend start(int port) throws IOException {
        return new RehearsalBackend(port);
    }

    /** For BACKEND_URL. */
    public String url() {
        return "http://127.0.0.1:" + address.getPort();
    }

    /** For MODEL_EMAIL. */
    public String email() {
        return Site.EMAIL;
    }

    /** For MODEL_PASSWORD. */
    public String password() {
        return Site.PASSWORD;
    }

    /** For MODEL_ENCRYPTION_KEY. */
    public String encryptionKey() {
        return Site.encryptionKey();
    }

    /** From the next fetch on these are the model's cameras. */
    public void assign(List<ListedCamera> cameras) {
        site.cameras = List.copyOf(cameras);
    }

    /** What is to go wrong. */
    public Faults faults() {
        return faults;
    }

    /** The admin revokes every token given so far. */
    public void revokeTokens() {
        site.tokens.clear();
    }

    /** Cuts every connection and refuses new ones until {@link #comeBack()}. */
    public synchronized void goAway() {
        server.stop(0);
    }

    /** Listens again, at the same port, after {@link #goAway()}. */
    public synchronized void comeBack() throws IOException {
        server = listen(address);
    }

    /** Everything received so far, in order of arrival. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** What was received at one path, such as {@code /api/model/crime}. */
    public List<Received> received(String path) {
        return received().stream().filter(request -> request.path().equals(path)).toList();
    }

    /** How many requests were received so far. */
    public int requests() {
        return received.size();
    }

    /** When each siren was sounded and silenced, in order. */
    public List<SirenEvent> sirens() {
        return List.copyOf(site.sirens);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Received request = read(exchange);
            Fault fault = faults.next(request.path());
            Reply right = fault == null || fault.worksFirst() ? site.answer(request) : null;
            received.add(request.with(outcome(fault, right)));
            if (fault == null) {
                send(exchange, right);
                return;
            }
            switch (fault.way) {
                case ANSWER -> send(exchange, fault.reply);
                case ANSWER_WELL -> {
                    closed.await(fault.delay.toMillis(), TimeUnit.MILLISECONDS);
                    send(exchange, fault.reply == null ? right
                            : right.with("Content-Type", fault.reply.headers().get("Content-Type")));
                }
                case CUT -> cut(exchange, right);
                case DRIP -> drip(exchange, right, fault.delay.toMillis());
                case HANG -> closed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Received.Outcome outcome(Fault fault, Reply right) {
        if (right == null || right.status() / 100 != 2) {
            return Received.Outcome.NOT_DONE;
        }
        return fault == null ? Received.Outcome.DONE : Received.Outcome.DONE_UNTOLD;
    }

    private static Received read(HttpExchange exchange) throws IOException {
        long nanos = System.nanoTime();
        Instant at = Instant.now();
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String authorization = header(exchange, "Authorization");
        return new Received(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(),
                header(exchange, "Accept"),
                authorization.startsWith("Bearer ") ? authorization.substring("Bearer ".length()) : "",
                header(exchange, "Idempotency-Key"), parse(body), Received.Outcome.NOT_DONE, at, nanos);
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static JsonNode parse(String body) {
        try {
            return Reply.JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(UTF_8);
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static void cut(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(UTF_8);
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body, 0, body.length / 2);
        exchange.getResponseBody().flush();
    }

    private void drip(HttpExchange exchange, Reply reply, long millis) throws IOException, InterruptedException {
        byte[] body = reply.body().getBytes(UTF_8);
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), body.length);
        for (byte b : body) {
            exchange.getResponseBody().write(b);
            exchange.getResponseBody().flush();
            if (closed.await(millis, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }
}
