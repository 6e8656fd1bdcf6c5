package dev.vigil.capacity;

import dev.vigil.inference.ModelBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Holds a running service to a certificate: says when more cameras are assigned than this host was seen to carry. */
public final class CapacityWatch {

    private static final Logger LOG = Logger.getLogger(CapacityWatch.class);

    private final Certificate certificate;
    private final double factor;
    private final int most;
    private volatile int cameras;
    private boolean told;

    /** @param factor so many times the certified cameras are well, such as 0.8 to leave room */
    public CapacityWatch(Certificate certificate, double factor) {
        this.certificate = certificate;
        this.factor = factor;
        most = (int) Math.floor(certificate.cameras() * factor + 1e-9);
    }

    /** Warns where the certificate is not about this host and what runs on it. */
    public void compare(ModelBundle bundle, String engine, int frameSkip) {
        List<String> other = new ArrayList<>();
        if (!bundle.sha256().equals(certificate.modelSha256())) {
            other.add("another model, " + certificate.model());
        }
        if (!engine.equals(certificate.engine())) {
            other.add("another engine, " + certificate.engine());
        }
        if (frameSkip != certificate.frameSkip()) {
            other.add("FRAME_SKIP=" + certificate.frameSkip());
        }
        if (Runtime.getRuntime().availableProcessors() != certificate.processors()) {
            other.add(certificate.processors() + " processors");
        }
        if (!other.isEmpty()) {
            LOG.warnf("the certificate of capacity was made with %s: make another with 'vigil capacity'",
                    String.join(", ", other));
        }
    }

    /** To be called about once a second with the number of cameras that are watched. */
    public void look(int watched) {
        cameras = watched;
        boolean now = problem().isPresent();
        if (now != told) {
            told = now;
            if (now) {
                LOG.errorf("TOO MANY CAMERAS: %s; all are watched, but perhaps too slowly: move some to another"
                        + " instance", problem().get());
            } else {
                LOG.infof("no more cameras than certified any more: %s", inWords());
            }
        }
    }

    /** Why there are too many; empty when there are not. */
    public Optional<String> problem() {
        return cameras > most ? Optional.of(inWords()) : Optional.empty();
    }

    /** Such as "9 cameras, certified for 12 (12 x 1.00)". */
    public String inWords() {
        return String.format(Locale.ROOT, "%d cameras, certified for %d (%d x %.2f)", cameras, most,
                certificate.cameras(), factor);
    }
}
