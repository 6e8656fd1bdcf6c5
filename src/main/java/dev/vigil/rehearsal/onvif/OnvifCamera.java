package dev.vigil.rehearsal.onvif;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/**
 * A camera's ONVIF service on 127.0.0.1, until closed. It keeps record of the calls, of refused logins and of what
 * became of its relays. Safe for use by many threads.
 */
public final class OnvifCamera implements AutoCloseable {

    private static final String DEVICE_SERVICE = "/onvif/device_service";
    private static final List<String> OPEN_CALLS = List.of("GetSystemDateAndTime", "GetCapabilities");

    private final String user;
    private final String password;
    private final List<RelayOutput> outputs;
    private final Relays relays;
    private final TokenCheck tokens = new TokenCheck();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "rehearsal-onvif");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer server;

    private volatile String entrance = DEVICE_SERVICE;
    private volatile String relayService = DEVICE_SERVICE;
    private volatile Duration clockOffset = Duration.ZERO;
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean hanging;
    private final AtomicInteger drops = new AtomicInteger();

    private OnvifCamera(int port, String user, String password, List<RelayOutput> outputs) throws IOException {
        this.user = user;
        this.password = password;
        this.outputs = List.copyOf(outputs);
        relays = new Relays(outputs);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * @param port    to listen at; 0 for any that is free
     * @param outputs none for a camera without relays, as Tapo's are
     */
    public static OnvifCamera start(int port, String user, String password, List<RelayOutput> outputs)
            throws IOException {
        return new OnvifCamera(port, user, password, outputs);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Moves the device service, as Tapo's cameras have it at {@code /onvif/service}. */
    public void serveAt(String path) {
        relayService = relayService.equals(entrance) ? path : relayService;
        entrance = path;
    }

    /** Lists and switches relays at the DeviceIO service only. */
    public void relaysAt(String path) {
        relayService = path;
    }

    /** Sets the camera's clock this far ahead. */
    public void clockAhead(Duration offset) {
        clockOffset = offset;
    }

    /** Waits this long before each answer. */
    public void delay(Duration before) {
        delay = before;
    }

    /** From now on it accepts calls and never answers them; or does again. */
    public void hang(boolean on) {
        hanging = on;
    }

    /** The next so many calls are heard but not carried out, and their connections closed. */
    public void drop(int next) {
        drops.set(next);
    }

    /** Names of the calls received, in their order. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** Why logins were refused, in their order. */
    public List<String> refusals() {
        return List.copyOf(refusals);
    }

    public List<RelayChange> changes() {
        return relays.changes();
    }

    public boolean active(String token) {
        return relays.active(token);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Optional<Element> envelope = Xml.parse(body);
            envelope.flatMap(Xml::call).ifPresent(call -> calls.add(call.getLocalName()));
            if (hanging) {
                closed.await();
                return;
            }
            if (drops.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return;
            }
            if (!delay.isZero() && closed.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            String path = exchange.getRequestURI().getPath();
            if (!path.equals(entrance) && !path.equals(relayService)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            String answer = envelope.map(known -> answer(known, path))
                    .orElseGet(() -> Xml.fault("ter:WellFormed", "not well-formed"));
            byte[] bytes = answer.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/soap+xml; charset=utf-8");
            exchange.sendResponseHeaders(answer.contains(":Fault>") ? 400 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private String answer(Element envelope, String path) {
        String name = Xml.call(envelope).map(Element::getLocalName).orElse("");
        if (!OPEN_CALLS.contains(name)) {
            Optional<String> problem = tokens.problem(envelope, user, password, cameraTime());
            if (problem.isPresent()) {
                refusals.add(problem.get());
                return Xml.fault("ter:NotAuthorized", "Sender not Authorized");
            }
        }
        boolean relayCall = name.endsWith("RelayOutputs") || name.endsWith("RelayOutputState");
        if (relayCall && !path.equals(relayService)) {
            return Xml.fault("ter:ActionNotSupported", "Optional Action Not Implemented");
        }
        return switch (name) {
            case "GetSystemDateAndTime" -> dateAndTime();
            case "GetCapabilities" -> capabilities();
            case "GetRelayOutputs" -> Xml.envelope("<tds:GetRelayOutputsResponse>"
                    + outputs.stream().map(OnvifCamera::listed).collect(Collectors.joining())
                    + "</tds:GetRelayOutputsResponse>");
            case "SetRelayOutputState" -> switched(Xml.text(envelope, "RelayOutputToken"),
                    Xml.text(envelope, "LogicalState"));
            default -> Xml.fault("ter:ActionNotSupported", "Optional Action Not Implemented");
        };
    }

    private Instant cameraTime() {
        return Instant.now().plus(clockOffset);
    }

    private String dateAndTime() {
        ZonedDateTime utc = cameraTime().atZone(ZoneOffset.UTC);
        return Xml.envelope("""
            <tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:DateTimeType>Manual</tt:DateTimeType>\
            <tt:UTCDateTime><tt:Time><tt:Hour>%d</tt:Hour><tt:Minute>%d</tt:Minute><tt:Second>%d</tt:Second></tt:Time>\
            <tt:Date><tt:Year>%d</tt:Year><tt:Month>%d</tt:Month><tt:Day>%d</tt:Day></tt:Date></tt:UTCDateTime>\
            </tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>""".formatted(utc.getHour(), utc.getMinute(),
                utc.getSecond(), utc.getYear(), utc.getMonthValue(), utc.getDayOfMonth()));
    }

    /** Addresses as a camera behind a router has them: right for itself, wrong for the caller. */
    private String capabilities() {
        String io = relayService.equals(entrance) ? "" : "<tt:Extension><tt:DeviceIO><tt:XAddr>http://10.0.0.9"
                + relayService + "</tt:XAddr></tt:DeviceIO></tt:Extension>";
        return Xml.envelope("<tds:GetCapabilitiesResponse><tds:Capabilities><tt:Device><tt:XAddr>http://10.0.0.9"
                + entrance + "</tt:XAddr><tt:IO/></tt:Device>" + io
                + "</tds:Capabilities></tds:GetCapabilitiesResponse>");
    }

    private static String listed(RelayOutput output) {
        return """
            <tds:RelayOutputs token="%s"><tt:Properties><tt:Mode>%s</tt:Mode><tt:DelayTime>%s</tt:DelayTime>\
            <tt:IdleState>%s</tt:IdleState></tt:Properties></tds:RelayOutputs>""".formatted(
                Xml.escape(output.token()), output.pulse() == null ? "Bistable" : "Monostable",
                output.pulse() == null ? "PT0S" : output.pulse(), output.closedWhenIdle() ? "closed" : "open");
    }

    private String switched(String token, String state) {
        return relays.set(token, state.equals("active")) ? Xml.envelope("<tds:SetRelayOutputStateResponse/>")
                : Xml.fault("ter:RelayToken", "Unknown relay token reference");
    }
}
