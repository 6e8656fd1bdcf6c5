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
import org.jboss.logging.Logger;

/** Gives each camera's judge its offset and keeps each camera's minutes. No trouble with either stops a watch. */
final class SiteCalibration {

    private static final Logger LOG = Logger.getLogger(SiteCalibration.class);

    private final CalibrationFile calibrations;
    private final MinutePeaks peaks;
    private final String judgeName;
    private final Meters meters;
    private final AuditLog audit;
    private final TimeSource time;
    private final Map<Long, MinuteMeter> cameras = new ConcurrentHashMap<>();
    private boolean unwritable;

    /** @param judgeName what fights are judged by */
    SiteCalibration(Path data, String judgeName, Meters meters, AuditLog audit, TimeSource time) {
        calibrations = new CalibrationFile(CalibrationFile.in(data));
        peaks = new MinutePeaks(MinutePeaks.in(data));
        this.judgeName = judgeName;
        this.meters = meters;
        this.audit = audit;
        this.time = time;
    }

    /** The judge of a camera that is about to be watched. */
    Judge judge(Camera camera, Judge judge) {
        double offset = offset(camera);
        meters.calibrated(camera.id(), offset);
        audit.record(AuditEntry.of("camera.calibrated").with("camera", camera.id()).with("offset", offset)
                .with("judge", judgeName));
        return new Calibrated(judge, offset, cameras.computeIfAbsent(camera.id(), id -> new MinuteMeter()));
    }

    private double offset(Camera camera) {
        Calibration calibration;
        try {
            calibration = calibrations.read().get(camera.id());
        } catch (CalibrationException unusable) {
            LOG.errorf("camera %d '%s' is watched without calibration: %s", camera.id(), camera.name(),
                    unusable.getMessage());
            return 0;
        }
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
        inCrime.stream().map(cameras::get).filter(Objects::nonNull).forEach(MinuteMeter::crime);
        cameras.forEach((id, meter) -> keep(id, meter.take(time.now())));
    }

    /** Keeps the minutes that have only begun, too. */
    synchronized void close() {
        cameras.forEach((id, meter) -> keep(id, meter.takeAll()));
    }

    private void keep(long camera, List<Minute> minutes) {
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
