package dev.vigil.telemetry;

import dev.vigil.inference.Lane;
import dev.vigil.stream.StreamCounters;
import dev.vigil.stream.Tamper;
import dev.vigil.stream.WakeCause;
import dev.vigil.watch.CameraWatch;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** Publishes the counters of each watch under its camera's id, and takes them back when the watch is gone. */
final class CameraMetrics {

    private final MeterRegistry registry;
    private final Map<CameraWatch, List<Meter>> published = new HashMap<>();
    private final Map<Long, Double> offsets = new ConcurrentHashMap<>();

    CameraMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The offset that a watch of this camera begins with. */
    void calibrated(long camera, double offset) {
        offsets.put(camera, offset);
    }

    /** Makes the published meters those of {@code watches}. */
    synchronized void follow(Collection<CameraWatch> watches) {
        Set<CameraWatch> gone = new HashSet<>(published.keySet());
        gone.removeAll(watches);
        gone.forEach(watch -> published.remove(watch).forEach(registry::remove));
        watches.forEach(watch -> published.computeIfAbsent(watch, this::publish));
    }

    private List<Meter> publish(CameraWatch watch) {
        Tags camera = Tags.of("camera", Long.toString(watch.id()));
        List<Meter> meters = new ArrayList<>();
        StreamCounters stream = watch.stream();
        Lane lane = watch.lane();
        meters.add(count("vigil.packets.received", "Video packets received", camera, stream, StreamCounters::packets));
        meters.add(count("vigil.frames.decoded", "Pictures decoded", camera, stream, StreamCounters::decoded));
        meters.add(count("vigil.frames.sampled", "Pictures scaled for the model", camera, stream,
                StreamCounters::published));
        meters.add(count("vigil.frames.inferred", "Pictures that the model has seen", camera, lane,
                Lane::inferred));
        String dropped = "vigil.frames.dropped";
        String help = "Pictures lost, by cause";
        meters.add(count(dropped, help, camera.and("cause", "damaged"), stream, StreamCounters::decodeErrors));
        meters.add(count(dropped, help, camera.and("cause", "superseded"), watch, CameraWatch::superseded));
        meters.add(count(dropped, help, camera.and("cause", "stale"), lane, Lane::droppedStale));
        meters.add(count(dropped, help, camera.and("cause", "failed"), lane, Lane::droppedByEngine));
        meters.add(count("vigil.stream.reconnects", "Tries to connect after the first", camera, stream,
                StreamCounters::reconnects));
        meters.add(count("vigil.stream.decoder.fallbacks", "Turns from the GPU's decoder to the CPU's", camera, stream,
                StreamCounters::decoderFallbacks));
        meters.add(FunctionCounter.builder("vigil.blind", stream, counters -> counters.blindNanos() / 1e9)
                .description("Time in which the camera could not be seen").baseUnit("seconds").tags(camera)
                .register(registry));
        meters.add(Gauge.builder("vigil.camera.connected", stream, counters -> counters.connected() ? 1 : 0)
                .description("1 while pictures come in").tags(camera).register(registry));
        meters.add(Gauge.builder("vigil.camera.alertness", watch, seen -> seen.alertness().ordinal())
                .description("0 calm, 1 watching, 2 alarmed").tags(camera).register(registry));
        for (WakeCause cause : WakeCause.values()) {
            meters.add(count("vigil.camera.wakes", "Times a calm camera was watched again, by cause",
                    camera.and("cause", cause.name().toLowerCase(Locale.ROOT)), stream, counts -> counts.wakes(cause)));
        }
        for (Tamper kind : Tamper.values()) {
            meters.add(Gauge.builder("vigil.camera.tampered", watch,
                            seen -> seen.tamper().filter(found -> found == kind).isPresent() ? 1 : 0)
                    .description("1 while the pictures show it")
                    .tags(camera.and("kind", kind.name().toLowerCase(Locale.ROOT))).register(registry));
        }
        meters.add(Gauge.builder("vigil.confidence", watch, CameraWatch::confidence)
                .description("Latest confidence, 0 to 100").tags(camera).register(registry));
        meters.add(rate("given", "Pictures a second for the model", watch, seen -> seen.pace().given(), camera));
        meters.add(rate("seen", "Of those, what the model saw", watch, seen -> seen.pace().seen(), camera));
        meters.add(Gauge.builder("vigil.camera.slow", watch, seen -> seen.pace().tooSlow() ? 1 : 0)
                .description("1 while it is looked at too seldom to recognise a fight").tags(camera)
                .register(registry));
        meters.add(Gauge.builder("vigil.siren.available", watch, seen -> seen.sirenAvailable() ? 1 : 0)
                .description("1 while some way to the camera's siren should work").tags(camera).register(registry));
        meters.add(Gauge.builder("vigil.calibration.offset", () -> offsets.getOrDefault(watch.id(), 0.0))
                .description("Offset of the fight confidence, in logits").tags(camera).register(registry));
        return meters;
    }

    private Meter rate(String kind, String help, CameraWatch watch, ToDoubleFunction<CameraWatch> reader,
            Tags camera) {
        return Gauge.builder("vigil.rate." + kind, watch, reader).description(help).tags(camera).register(registry);
    }

    private <T> Meter count(String name, String help, Tags tags, T source, ToDoubleFunction<T> reader) {
        return FunctionCounter.builder(name, source, reader).description(help).tags(tags).register(registry);
    }
}
