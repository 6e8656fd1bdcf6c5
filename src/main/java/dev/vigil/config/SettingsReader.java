package dev.vigil.config;

import dev.vigil.inference.EngineKind;
import dev.vigil.stream.DecoderKind;
import dev.vigil.stream.Gating;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Reads {@link Settings} from the configuration and says in one line what is wrong with them. Quarkus' own config
 * mapping would check types too, but answers a user's mistake with a stack trace.
 */
public final class SettingsReader {

    private static final List<Variable> CREDENTIALS = List.of(Variable.BACKEND_URL, Variable.MODEL_EMAIL,
            Variable.MODEL_PASSWORD, Variable.MODEL_ENCRYPTION_KEY);

    private final Config config;

    public SettingsReader(Config config) {
        this.config = config;
    }

    /** @throws SettingsException on the first setting that is missing or wrong */
    public Settings read() {
        double alert = number(Variable.ALERT_THRESHOLD, 0.1, 99.9);
        return new Settings(backend(), seconds(Variable.HEARTBEAT_INTERVAL, 1, 110),
                seconds(Variable.CAMERA_REFRESH_INTERVAL, 1, 86_400),
                stream(),
                new Settings.Incident(alert, number(Variable.CRIME_THRESHOLD, alert, 100),
                        fraction(Variable.VIGIL_CRIME_SUSTAIN, 0.5, 60), fraction(Variable.VIGIL_CLEAR_AFTER, 1, 600)),
                new Settings.Alarm(order(), fraction(Variable.VIGIL_ALARM_BUDGET, 0.1, 10),
                        fraction(Variable.VIGIL_ALARM_MAX_DURATION, 1, 3600),
                        value(Variable.VIGIL_TAPO_ADMIN_PASSWORD)),
                inference(), data(), yes(Variable.VIGIL_ASSIGNMENT_CACHE), new Settings.Outbox(
                        integer(Variable.VIGIL_OUTBOX_MAX, 1, 1_000_000),
                        integer(Variable.VIGIL_OUTBOX_MIN_FREE, 0, 1_000_000)),
                integer(Variable.VIGIL_AUDIT_DAYS, 1, 36_500), file(Variable.VIGIL_ZONES),
                file(Variable.VIGIL_CAPACITY).map(certificate ->
                        new Settings.Capacity(certificate, number(Variable.VIGIL_CAPACITY_FACTOR, 0.1, 10))),
                value(Variable.VIGIL_CONSOLE_USERS).map(ConsoleUsers::parse).orElse(List.of()),
                file(Variable.VIGIL_REHEARSAL_VIDEO));
    }

    /** The model and how it is run, for commands that need no more. Throws as {@link #read} does. */
    public Settings.Inference inference() {
        return new Settings.Inference(Path.of(required(Variable.VIGIL_MODEL)),
                one(Variable.VIGIL_INFERENCE_ENGINE, EngineKind.values()), yes(Variable.VIGIL_INFERENCE_TF32),
                threads(), batch(),
                fraction(Variable.VIGIL_WATCHDOG_ENGINE, 1, 600));
    }

    /** How cameras are read, for commands that need no more. Throws as {@link #read} does. */
    public Settings.Stream stream() {
        return new Settings.Stream(udp(), integer(Variable.FRAME_SKIP, 1, 100),
                one(Variable.VIGIL_STREAM_DECODER, DecoderKind.values()), gate());
    }

    /** The folder of what must survive a restart. Throws as {@link #read} does. */
    public Path data() {
        return Path.of(required(Variable.VIGIL_DATA));
    }

    /** The rehearsal site stands in only where it is allowed and not one real credential is given. */
    private Optional<Settings.Backend> backend() {
        boolean anyGiven = CREDENTIALS.stream().anyMatch(variable -> value(variable).isPresent());
        if (yes(Variable.VIGIL_REHEARSAL) && !anyGiven) {
            return Optional.empty();
        }
        return Optional.of(new Settings.Backend(url(), required(Variable.MODEL_EMAIL),
                required(Variable.MODEL_PASSWORD), required(Variable.MODEL_ENCRYPTION_KEY)));
    }

    private boolean yes(Variable variable) {
        String value = required(variable).toLowerCase(Locale.ROOT);
        if (!value.equals("true") && !value.equals("false")) {
            throw SettingsException.wrong(variable, "is '" + value + "'");
        }
        return Boolean.parseBoolean(value);
    }

    private URI url() {
        String value = required(Variable.BACKEND_URL).replaceAll("/+$", "");
        URI uri;
        try {
            uri = URI.create(value);
        } catch (IllegalArgumentException malformed) {
            throw SettingsException.wrong(Variable.BACKEND_URL, "is not a URL");
        }
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!http || uri.getHost() == null) {
            throw SettingsException.wrong(Variable.BACKEND_URL, "is not an http or https URL");
        }
        if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
            throw SettingsException.wrong(Variable.BACKEND_URL, "holds a user, a query or a fragment");
        }
        return uri;
    }

    private Gating gate() {
        return new Gating(yes(Variable.VIGIL_GATE), fraction(Variable.VIGIL_GATE_LOOK, 1, 600),
                integer(Variable.VIGIL_GATE_SPARED_LOOKS, 0, 100),
                fraction(Variable.VIGIL_GATE_LINGER, 2, 600), integer(Variable.VIGIL_ALARMED_FRAME_SKIP, 1, 100));
    }

    private boolean udp() {
        String value = required(Variable.RTSP_TRANSPORT).toLowerCase(Locale.ROOT);
        if (!value.equals("tcp") && !value.equals("udp")) {
            throw SettingsException.wrong(Variable.RTSP_TRANSPORT, "is '" + value + "'");
        }
        return value.equals("udp");
    }

    private List<Settings.Way> order() {
        List<Settings.Way> order = new ArrayList<>();
        for (String name : required(Variable.VIGIL_ALARM_ORDER).split(",", -1)) {
            Settings.Way way = Arrays.stream(Settings.Way.values())
                    .filter(known -> known.name().equalsIgnoreCase(name.strip())).findFirst()
                    .orElseThrow(() -> SettingsException.wrong(Variable.VIGIL_ALARM_ORDER,
                            "names the unknown way '" + name.strip() + "'"));
            if (order.contains(way)) {
                throw SettingsException.wrong(Variable.VIGIL_ALARM_ORDER, "names " + name.strip() + " twice");
            }
            order.add(way);
        }
        return List.copyOf(order);
    }

    private <E extends Enum<E>> E one(Variable variable, E[] known) {
        String value = required(variable);
        return Arrays.stream(known).filter(kind -> kind.name().equalsIgnoreCase(value)).findFirst()
                .orElseThrow(() -> SettingsException.wrong(variable, "is '" + value + "'"));
    }

    private int threads() {
        if (required(Variable.VIGIL_INFERENCE_THREADS).equalsIgnoreCase("auto")) {
            // One is left to the decoders; a second thread makes a run on two processors dearer and hardly any faster.
            return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        }
        return integer(Variable.VIGIL_INFERENCE_THREADS, 1, 256);
    }

    private int batch() {
        return required(Variable.VIGIL_INFERENCE_BATCH).equalsIgnoreCase("auto") ? 0
                : integer(Variable.VIGIL_INFERENCE_BATCH, 1, 64);
    }

    private Optional<Path> file(Variable variable) {
        return value(variable).map(name -> {
            Path file = Path.of(name);
            if (!Files.isReadable(file)) {
                throw SettingsException.wrong(variable, "names no readable file: " + file);
            }
            return file;
        });
    }

    private Duration seconds(Variable variable, int least, int most) {
        return Duration.ofSeconds(integer(variable, least, most));
    }

    private Duration fraction(Variable variable, double least, double most) {
        return Duration.ofMillis(Math.round(number(variable, least, most) * 1000));
    }

    private int integer(Variable variable, int least, int most) {
        double value = number(variable, least, most);
        if (value != Math.rint(value)) {
            throw SettingsException.wrong(variable, "is " + required(variable));
        }
        return (int) value;
    }

    private double number(Variable variable, double least, double most) {
        String text = required(variable);
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            throw SettingsException.wrong(variable, "is '" + text + "'");
        }
        if (!(value >= least && value <= most)) {
            throw SettingsException.wrong(variable, "is " + text);
        }
        return value;
    }

    private String required(Variable variable) {
        return value(variable).orElseThrow(() -> SettingsException.missing(variable));
    }

    /** The value itself, or the content of the file that NAME_FILE names, as Kubernetes mounts secrets. */
    private Optional<String> value(Variable variable) {
        Optional<String> direct = config.getOptionalValue(variable.property(), String.class)
                .map(String::strip).filter(text -> !text.isEmpty());
        return direct.isPresent() ? direct : fromFile(variable);
    }

    private Optional<String> fromFile(Variable variable) {
        Optional<String> file = config.getOptionalValue(variable.name() + "_FILE", String.class)
                .filter(name -> !name.isBlank());
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            String text = Files.readString(Path.of(file.get().strip()), StandardCharsets.UTF_8).strip();
            if (text.isEmpty()) {
                throw SettingsException.wrong(variable, "is empty in the file that " + variable + "_FILE names");
            }
            return Optional.of(text);
        } catch (IOException unreadable) {
            throw SettingsException.wrong(variable, "cannot be read from the file that " + variable + "_FILE names, "
                    + file.get());
        }
    }
}
