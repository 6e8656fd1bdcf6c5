package dev.vigil.rehearsal.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The back end's memory and its right answers: the guide's routes without the wire. */
final class Site {
    static final String EMAIL = "model1@system.local";
    static final String PASSWORD = "rehearsal-only";
    private static final byte[] KEY = "the rehearsal key, not a secret!".getBytes(UTF_8);
    private static final Set<String> CRIME_TYPES = Set.of("theft", "assault", "vandalism", "break_in",
            "suspicious_activity", "robbery", "trespassing", "fighting");

    final Set<String> tokens = ConcurrentHashMap.newKeySet();
    final List<SirenEvent> sirens = new CopyOnWriteArrayList<>();
    volatile List<ListedCamera> cameras = List.of();
    private final LaravelEncrypter encrypter = new LaravelEncrypter(KEY);
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger crimes = new AtomicInteger();
    private final Map<String, Function<Received, Reply>> routes = Map.of(
            "POST /api/model/login", this::login,
            "GET /api/model/cameras", this::cameras,
            "POST /api/model/heartbeat", this::heartbeat,
            "POST /api/model/alert", this::alert,
            "POST /api/model/alert/stop", this::stop,
            "POST /api/model/crime", this::crime,
            "POST /api/camera/alarm", this::alarm);
    /** The guide's example calls the alarm without a token. */
    private static final Set<String> OPEN_ROUTES = Set.of("/api/model/login", "/api/camera/alarm");

    static String encryptionKey() {
        return "base64:" + Base64.getEncoder().encodeToString(KEY);
    }

    Reply answer(Received request) {
        Function<Received, Reply> route = routes.get(request.method() + " " + request.path());
        if (!request.accept().contains("application/json")) {
            return Reply.of(302, "text/html", "<html>Redirecting to /login</html>").with("Location", "/login");
        }
        if (route == null) {
            return Reply.laravel(404, "The route " + request.path().replaceFirst("^/", "") + " could not be found.");
        }
        if (!OPEN_ROUTES.contains(request.path()) && !tokens.contains(request.token())) {
            return Reply.laravel(401, "Unauthenticated.");
        }
        return route.apply(request);
    }

    private Reply login(Received request) {
        return new Rules(request.body()).email("email").text("password").broken().orElseGet(() -> {
            if (!EMAIL.equals(request.body().get("email").asText())
                    || !PASSWORD.equals(request.body().get("password").asText())) {
                return Reply.message(401, false, "Invalid credentials");
            }
            String token = logins.incrementAndGet() + "|" + Long.toHexString(Double.doubleToLongBits(Math.random()));
            tokens.add(token);
            return Reply.json(200, Reply.ordered("status", true, "message", "Login successful", "data",
                    Reply.ordered("token", token, "model", Reply.ordered("id", 1, "name", "Model Instance 1",
                            "email", EMAIL, "ip_address", "127.0.0.1"))));
        });
    }

    private Reply cameras(Received request) {
        return Reply.json(200, Reply.ordered("status", true,
                "data", cameras.stream().map(camera -> camera.listed(encrypter)).toList()));
    }

    private Reply heartbeat(Received request) {
        return new Rules(request.body()).integers("camera_ids").broken()
                .orElseGet(() -> Reply.message(200, true, "Heartbeat received"));
    }

    private Reply alert(Received request) {
        return new Rules(request.body()).camera("camera_id", assigned()).confidence("confidence_score")
                .text("alert_type").broken().orElseGet(() -> Reply.message(200, true, "Alert received"));
    }

    private Reply stop(Received request) {
        return new Rules(request.body()).camera("camera_id", assigned()).broken()
                .orElseGet(() -> Reply.message(200, true, "Alert stopped"));
    }

    private Reply crime(Received request) {
        return new Rules(request.body()).camera("camera_id", assigned()).oneOf("crime_type", CRIME_TYPES)
                .confidence("confidence_score").time("start_time").time("end_time").notBefore("end_time", "start_time")
                .broken().orElseGet(() -> Reply.json(201, Reply.ordered("status", true,
                        "message", "Crime reported successfully",
                        "data", Reply.ordered("crime_id", crimes.incrementAndGet(), "status", "pending",
                                "severity", severity(request.body().get("confidence_score").asDouble())))));
    }

    private static String severity(double confidence) {
        return confidence < 40 ? "low" : confidence < 60 ? "medium" : confidence < 80 ? "high" : "critical";
    }

    private Reply alarm(Received request) {
        Rules rules = new Rules(request.body()).text("ip").text("username").text("password")
                .oneOf("action", Set.of("start", "stop"));
        boolean start = "start".equals(request.body().path("action").asText());
        if (start) {
            rules.integer("duration").oneOf("type", Set.of("sound", "light", "both"))
                    .oneOf("volume", Set.of("low", "medium", "high"));
        }
        return rules.broken().orElseGet(() -> {
            sirens.add(new SirenEvent(request.body().get("ip").asText(),
                    request.body().get("username").asText(), start,
                    request.body().path("duration").asInt(), request.at(), request.nanos()));
            return Reply.message(200, true, start ? "Alarm started" : "Alarm stopped");
        });
    }

    private Set<Long> assigned() {
        return cameras.stream().map(ListedCamera::id).collect(Collectors.toSet());
    }
}
