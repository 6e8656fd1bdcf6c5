package dev.vigil.console;

import dev.vigil.incident.Phase;
import dev.vigil.watch.CameraWatch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The site as operators see it, read from the other rooms at the moment of asking. */
final class Site {

    private final Premises premises;
    private final Pulse pulse;
    private final PictureDesk pictures;
    private final AtomicLong revision = new AtomicLong();

    Site(Premises premises) {
        this.premises = premises;
        pulse = new Pulse(premises.batcher(), premises.time());
        pictures = new PictureDesk(premises.zones(), premises.time());
    }

    /** To be called about once a second. */
    void beat() {
        pulse.beat(premises.tower().watches());
        pictures.forget();
    }

    /** Something changed that an event tells of. */
    long revised() {
        return revision.incrementAndGet();
    }

    Instant now() {
        return premises.time().now();
    }

    PictureDesk pictures() {
        return pictures;
    }

    IncidentLog incidents() {
        return premises.incidents();
    }

    Optional<CameraWatch> watch(long camera) {
        return premises.tower().watches().stream().filter(watch -> watch.id() == camera).findFirst();
    }

    /** @param history whether with the cameras' past confidences */
    SiteView view(boolean history) {
        return new SiteView(premises.time().now(), premises.rehearsal() ? "rehearsal" : "real", revision.get(),
                premises.thresholds(), premises.backend().get(),
                new SiteView.OutboxView(premises.outbox().pending(), premises.outbox().refusals(),
                        premises.outbox().problem().orElse(null)),
                new SiteView.CapacityView(premises.batcher().bundle().name(), premises.batcher().engineName(),
                        pulse.busy(), pulse.looksPerSecond(), pulse.missed()),
                cameras(history));
    }

    private List<CameraView> cameras(boolean history) {
        return premises.tower().watches().stream().map(watch -> view(watch, history)).toList();
    }

    /** @param history whether with its past confidences */
    CameraView view(CameraWatch watch, boolean history) {
        long id = watch.id();
        return new CameraView(id, watch.name(), state(watch), watch.blindBecause().orElse(null),
                Math.round(watch.stream().blindNanos() / 1e8) / 10.0, Math.round(watch.confidence() * 10) / 10.0,
                history ? pulse.history(id) : null, pulse.picturesPerSecond(id), pulse.looksPerSecond(id),
                premises.offsets().applyAsDouble(id), siren(watch), premises.incidents().open(id).map(IncidentView::id).orElse(null));
    }

    private static CameraView.State state(CameraWatch watch) {
        Phase phase = watch.incident().map(incident -> incident.phase()).orElse(Phase.CALM);
        return switch (phase) {
            case CRIME -> CameraView.State.CRIME;
            case SUSPICIOUS -> CameraView.State.SUSPICIOUS;
            case CALM -> watch.blindBecause().isPresent() ? CameraView.State.BLIND : CameraView.State.WATCHED;
        };
    }

    private static CameraView.SirenView siren(CameraWatch watch) {
        CameraView.SirenView.State state = switch (watch.siren()) {
            case SILENT -> CameraView.SirenView.State.SILENT;
            case SOUNDING -> CameraView.SirenView.State.SOUNDING;
            case FAILING -> CameraView.SirenView.State.FAILING;
        };
        return new CameraView.SirenView(state, watch.sirenAvailable(), watch.sirenUnavailableBecause().orElse(null),
                watch.sirenByHand().hushed(), watch.sirenByHand().muted().map(CameraView.MuteView::of).orElse(null));
    }
}
