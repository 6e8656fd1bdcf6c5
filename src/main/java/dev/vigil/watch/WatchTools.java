package dev.vigil.watch;

import dev.vigil.alarm.SirenChain;
import dev.vigil.alarm.SirenListener;
import dev.vigil.alarm.SirenTimings;
import dev.vigil.camera.Camera;
import dev.vigil.detection.Detector;
import dev.vigil.incident.IncidentRules;
import dev.vigil.inference.Batcher;
import dev.vigil.outbox.Outbox;
import dev.vigil.stream.StreamSettings;
import dev.vigil.stream.VideoSource;
import dev.vigil.time.TimeSource;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What every watch is made with.
 *
 * @param detectors makes one camera's detector
 * @param sirens    makes the ways to one camera's siren, which tell that listener
 */
public record WatchTools(Batcher batcher, StreamSettings streams,
        VideoSource.Transport transport, Function<Camera, Detector> detectors, IncidentRules rules,
        BiFunction<Camera, SirenListener, SirenChain> sirens, SirenTimings sirenTimings, Outbox outbox,
        WatchObserver observer, TimeSource time) {
}
