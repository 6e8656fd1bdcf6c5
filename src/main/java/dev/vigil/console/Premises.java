package dev.vigil.console;

import dev.vigil.inference.Batcher;
import dev.vigil.outbox.Outbox;
import dev.vigil.time.TimeSource;
import dev.vigil.watch.Watchtower;
import dev.vigil.zone.Zone;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongToDoubleFunction;
import java.util.function.Supplier;

/**
 * What the console reads.
 *
 * @param offsets    what a camera's fight confidence is shifted by, as a logit
 * @param zones      of a camera, those that the model in use can watch over
 * @param backend    how we stand with the back end now
 * @param rehearsal  whether the site is a rehearsal's
 */
public record Premises(Watchtower tower, Outbox outbox, Batcher batcher, IncidentLog incidents,
        SiteView.Thresholds thresholds, LongToDoubleFunction offsets, LongFunction<List<Zone>> zones,
        Supplier<SiteView.BackendView> backend, boolean rehearsal, TimeSource time) {
}
