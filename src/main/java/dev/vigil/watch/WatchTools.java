package dev.vigil.watch;

import dev.vigil.alarm.Mutes;
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
 * @param journal   hears what is worth keeping for good
 * @param sirens    makes the ways to one camera's siren, which tell that listener
 * @param mutes     cameras whose sirens people muted
 */
public record WatchTools(Batcher batcher, StreamSettings streams,
        VideoSource.Transport transport, Function<Camera, Detector> detectors, IncidentRules rules,
        BiFunction<Camera, SirenListener, SirenChain> sirens, SirenTimings sirenTimings, Mutes mutes, Outbox outbox,
        WatchObserver observer, Journal journal, TimeSource time) {
}
