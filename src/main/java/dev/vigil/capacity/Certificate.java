package dev.vigil.capacity;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.vigil.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many cameras were carried: where, with what, and within which bound. A JSON file.
 *
 * @param made        when it was found out
 * @param processors  of that host, as Java counts them
 * @param engine      the engine in words, with its threads
 * @param model       name of the model bundle
 * @param modelSha256 of its file
 * @param frameSkip   every N-th picture was looked at
 * @param boundMillis of one frame in a hundred, from arrival to decision
 * @param carried     by footage, in its word; footage of which not one camera was carried has 0 cameras
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Certificate(Instant made, int processors, String engine, String model, String modelSha256, int frameSkip,
                          double boundMillis, Map<String, Carried> carried) {

    private static final ObjectMapper MAPPER = new ObjectMapper().registerModule(new JavaTimeModule())
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).enable(SerializationFeature.INDENT_OUTPUT);

    /** Figures of the most cameras that were carried; see {@link Load}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Carried(int cameras, double picturesPerSecond, double p50Millis, double p99Millis, double cores) {
    }

    /** What was found out on this host. */
    public static Certificate of(CapacityPlan plan, String engine, Map<Footage, Load> found, Instant now) {
        Map<String, Carried> carried = new TreeMap<>();
        for (Footage footage : plan.footage()) {
            Load load = found.get(footage);
            carried.put(footage.word(), load == null ? new Carried(0, 0, 0, 0, 0) : new Carried(load.cameras(),
                    rounded(load.seen()), load.p50(), load.p99(), rounded(load.cores())));
        }
        return new Certificate(now.truncatedTo(ChronoUnit.SECONDS), Runtime.getRuntime().availableProcessors(), engine,
                plan.bundle().name(), plan.bundle().sha256(), plan.streams().frameSkip(), plan.boundMillis(), carried);
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    /**
     * Reads one.
     *
     * @throws IOException with one line, when the file cannot be read or is no certificate
     */
    public static Certificate read(Path file) throws IOException {
        try {
            Certificate read = MAPPER.readValue(file.toFile(), Certificate.class);
            if (read.carried == null || read.carried.isEmpty() || read.engine == null || read.modelSha256 == null
                    || read.carried.containsValue(null)) {
                throw new IOException(file + " is no certificate of capacity: 'vigil capacity' makes one");
            }
            return read;
        } catch (JsonProcessingException damaged) {
            throw new IOException(file + " is no certificate of capacity: 'vigil capacity' makes one");
        }
    }

    /** Keeps it as a file, as a whole. */
    public void write(Path file) throws IOException {
        WholeFile.write(file, MAPPER.writeValueAsString(this) + "\n");
    }

    /** Cameras that may be counted on: those of mixed footage, else of the busiest that was tried. */
    public int cameras() {
        for (Footage footage : new Footage[] {Footage.MIXED, Footage.BUSY, Footage.QUIET}) {
            Carried one = carried.get(footage.word());
            if (one != null) {
                return one.cameras();
            }
        }
        return 0;
    }
}
