package dev.vigil.service;

import dev.vigil.audit.AuditEntry;
import dev.vigil.audit.AuditLog;
import dev.vigil.calibration.Calibrated;
import dev.vigil.calibration.Calibration;
import dev.vigil.calibration.CalibrationException;
import dev.vigil.calibration.CalibrationFile;
import dev.vigil.calibration.Minute;
import dev.vigil.calibration.MinuteMeter;
import dev.vigil.calibration.MinutePeaks;
import dev.vigil.camera.Camera;
import dev.vigil.detection.Judge;
import dev.vigil.telemetry.Meters;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/** Gives each camera's judge its offset and keeps each camera's minutes. No trouble with either stops a watch. */
final class SiteCalibration {

    private static final Logger LOG = Logger.getLogger(SiteCalibration.class);

    private final CalibrationFile calibrations;
    private final MinutePeaks peaks;
    private final Meters meters;
    private final AuditLog audit;
    private final TimeSource time;
    private final Map<Long, Kept> cameras = new ConcurrentHashMap<>();
    private final Map<Long, Double> offsets = new ConcurrentHashMap<>();
    /** Begun by judges of a model that was exchanged. */
    private final Map<Kept, Long> left = new ConcurrentHashMap<>();
    private boolean unwritable;

    /** The minutes of a camera and what fights are judged by in them. */
    private record Kept(String judge, MinuteMeter meter) {
    }

    SiteCalibration(Path data, Meters meters, AuditLog audit, TimeSource time) {
        calibrations = new CalibrationFile(CalibrationFile.in(data));
        peaks = new MinutePeaks(MinutePeaks.in(data));
        this.meters = meters;
        this.audit = audit;
        this.time = time;
    }

    /**
     * Reads the calibrations and fits with them the judges of cameras that are about to be watched, without waiting for
     * the disk again.
     *
     * @param judgeName what fights are judged by
     */
    BiFunction<Camera, Judge, Judge> of(String judgeName) {
        Map<Long, Calibration> known = read();
        return (camera, judge) -> judge(camera, judgeName, judge, known.get(camera.id()));
    }

    private Map<Long, Calibration> read() {
        try {
            return calibrations.read();
        } catch (CalibrationException unusable) {
            LOG.errorf("cameras are watched without calibration: %s", unusable.getMessage());
            return Map.of();
        }
    }

    private Judge judge(Camera camera, String judgeName, Judge judge, Calibration calibration) {
        double offset = offset(camera, judgeName, calibration);
        meters.calibrated(camera.id(), offset);
        offsets.put(camera.id(), offset);
        audit.record(AuditEntry.of("camera.calibrated").with("camera", camera.id()).with("offset", offset)
                .with("judge", judgeName));
        Kept kept = cameras.compute(camera.id(), (id, before) -> {
            if (before != null && before.judge().equals(judgeName)) {
                return before;
            }
            if (before != null) {
                left.put(before, id);
            }
            return new Kept(judgeName, new MinuteMeter());
        });
        return new Calibrated(judge, offset, kept.meter());
    }

    /** What a camera's fight confidence is shifted by now, as a logit; 0 for one that is not calibrated. */
    double offset(long camera) {
        return offsets.getOrDefault(camera, 0.0);
    }

    private static double offset(Camera camera, String judgeName, Calibration calibration) {
        if (calibration == null) {
            return 0;
        }
        if (!calibration.judge().equals(judgeName)) {
            LOG.warnf("camera %d '%s' is watched without calibration: it was made for %s, not for %s; calibrate again",
                    camera.id(), camera.name(), calibration.judge(), judgeName);
            return 0;
        }
        LOG.infof("camera %d '%s' is calibrated, offset %+.2f", camera.id(), camera.name(), calibration.offset());
        return calibration.offset();
    }

    /**
     * To be called about once a second, and not where frames or sirens would wait for the disk.
     *
     * @param inCrime cameras at which a confirmed crime lasts
     */
    synchronized void tick(Collection<Long> inCrime) {
        inCrime.stream().map(cameras::get).filter(Objects::nonNull).forEach(kept -> kept.meter().crime());
        keepLeft();
        cameras.forEach((id, kept) -> keep(id, kept.judge(), kept.meter().take(time.now())));
    }

    /** Keeps the minutes that have only begun, too. */
    synchronized void close() {
        keepLeft();
        cameras.forEach((id, kept) -> keep(id, kept.judge(), kept.meter().takeAll()));
    }

    private void keepLeft() {
        left.forEach((kept, id) -> {
            keep(id, kept.judge(), kept.meter().takeAll());
            left.remove(kept);
        });
    }

    private void keep(long camera, String judgeName, List<Minute> minutes) {
        try {
            peaks.append(camera, judgeName, minutes);
            if (!minutes.isEmpty()) {
                unwritable = false;
            }
        } catch (IOException failure) {
            if (!unwritable) {
                LOG.warnf("minutes for calibration cannot be kept: %s", failure);
            }
            unwritable = true;
        }
    }
}
