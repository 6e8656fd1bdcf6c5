package dev.vigil.service;

import dev.vigil.backend.Backend;
import dev.vigil.backend.BackendException;
import dev.vigil.backend.ReportRoute;
import dev.vigil.outbox.Courier;
import dev.vigil.outbox.Delivery;
import dev.vigil.outbox.Report;
import org.jboss.logging.Logger;

/** Takes reports to the back end and tells what is worth another try: all but what it refuses for good. */
final class BackendCourier implements Courier {

    private static final Logger LOG = Logger.getLogger(BackendCourier.class);

    private final Backend backend;

    BackendCourier(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Delivery deliver(Report report) {
        try {
            backend.report(route(report), report.key(), report.body()).ifPresent(receipt -> LOG.infof(
                    "camera %d crime is number %d in the back end: %s, %s", report.cameraId(), receipt.crimeId(),
                    receipt.status(), receipt.severity()));
            return new Delivery.Delivered();
        } catch (BackendException failure) {
            return failure.kind() == BackendException.Kind.REJECTED ? new Delivery.Refused(failure.getMessage())
                    : new Delivery.Later(failure.getMessage(), failure.retryAfter());
        }
    }

    private static ReportRoute route(Report report) {
        return switch (report.kind()) {
            case ALERT -> ReportRoute.ALERT;
            case CRIME -> ReportRoute.CRIME;
            case STOP -> ReportRoute.STOP;
        };
    }
}
