package dev.vigil.service;

import dev.vigil.backend.BackendException;
import dev.vigil.camera.Assignment;
import dev.vigil.camera.AssignmentChange;
import dev.vigil.camera.BrokenCamera;
import dev.vigil.camera.CameraDecrypter;
import dev.vigil.camera.CameraList;
import dev.vigil.camera.OpenedAssignment;
import dev.vigil.time.TimeSource;
import dev.vigil.watch.Watchtower;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Fetches the assignment, decrypts it and makes the watches follow. What fails leaves everything as it was.
 *
 * <p>Where the first fetch finds the back end away, or silent for some seconds, watching begins with the assignment kept
 * on disk, if that is wanted and there. A back end that refuses us (401, 403 or another 4xx than 429) is not away: it has spoken, the account may
 * have been closed or this machine moved, and keeping a copy must not outlive the right to it. Then nothing is taken
 * from the disk, and what was taken before is given up. An assignment that the back end confirmed to this process is
 * watched on whatever it answers later: a slip of the admin's must not blind a running watch.
 */
final class AssignmentKeeper {

    private static final Logger LOG = Logger.getLogger(AssignmentKeeper.class);

    private final CameraFetch fetch;
    private final CameraDecrypter decrypter;
    private final Watchtower tower;
    private final Sirens sirens;
    private final Optional<AssignmentCache> cache;
    private final TimeSource time;
    private final Object fetching = new Object();
    private Instant written;
    private volatile Held held = new Held(Source.NOWHERE, null, Assignment.none());
    private boolean mayUseCache = true;
    private String lastFailure;
    private boolean closed;

    private enum Source { NOWHERE, DISK, BACKEND }

    /** What is watched and on whose word. */
    private record Held(Source source, Instant fetched, Assignment assignment) {
    }

    /** @param cache where the assignment is kept on disk, if it is */
    AssignmentKeeper(CameraFetch fetch, CameraDecrypter decrypter, Watchtower tower, Sirens sirens,
            Optional<AssignmentCache> cache, TimeSource time) {
        this.fetch = fetch;
        this.decrypter = decrypter;
        this.tower = tower;
        this.sirens = sirens;
        this.cache = cache;
        this.time = time;
    }

    /** One at a time; a back end that hangs holds up {@link #close} no more than health. */
    void refresh() {
        synchronized (fetching) {
            try {
                CameraList list = fetch.cameras();
                // Out of reach, the back end says again what it said last.
                if (follow(list) && !list.fetched().equals(written)) {
                    cache.ifPresent(file -> file.write(list));
                    written = list.fetched();
                }
            } catch (BackendException failure) {
                failed(failure);
            }
        }
    }

    /** False once closed. */
    private synchronized boolean follow(CameraList list) {
        if (closed) {
            return false;
        }
        boolean first = held.source() != Source.BACKEND;
        AssignmentChange change = apply(Source.BACKEND, list);
        lastFailure = null;
        mayUseCache = false;
        if (first || !change.changesNothing()) {
            LOG.infof("assignment: %d cameras, %d added, %d removed, %d changed, %d unusable",
                    change.now().cameras().size(), change.added().size(), change.removed().size(),
                    change.changed().size(), change.broken().size());
        }
        if (first) {
            sirens.tellOfThoseLeftOn(Stream.concat(change.now().ids().stream(),
                    change.broken().stream().map(BrokenCamera::id)).toList());
        }
        tower.apply(change);
        return true;
    }

    private AssignmentChange apply(Source source, CameraList list) {
        AssignmentChange change = held.assignment().changeTo(decrypter.open(list.cameras()));
        held = new Held(source, list.fetched(), change.now());
        return change;
    }

    private synchronized void failed(BackendException failure) {
        if (closed) {
            return;
        }
        if (!failure.getMessage().equals(lastFailure)) {
            lastFailure = failure.getMessage();
            LOG.errorf("the assignment could not be fetched%s: %s",
                    held.source() == Source.BACKEND ? "; watching goes on with the last one" : "", lastFailure);
        }
        if (refuses(failure)) {
            giveUpWhatDiskSaid();
        } else {
            beginFromDisk("is away");
        }
    }

    /** Waits no longer for a back end that has said nothing yet, neither its cameras nor that it refuses us. */
    synchronized void waitNoLonger() {
        if (!closed) {
            beginFromDisk("has not answered yet");
        }
    }

    private static boolean refuses(BackendException failure) {
        return switch (failure.kind()) {
            case WRONG_CREDENTIALS, NOT_WHITELISTED, REJECTED -> true;
            case THROTTLED, UNAVAILABLE, BROKEN_ANSWER -> false;
        };
    }

    /** Once, and only before the back end has spoken. */
    private void beginFromDisk(String because) {
        if (mayUseCache) {
            mayUseCache = false;
            cache.flatMap(AssignmentCache::read).ifPresent(list -> {
                AssignmentChange change = apply(Source.DISK, list);
                LOG.warnf("the back end %s: watching begins with the assignment kept on disk, %d cameras, fetched %s"
                        + " ago (%s)", because, change.now().cameras().size(), age(list.fetched()), list.fetched());
                tower.apply(change);
            });
        }
    }

    private void giveUpWhatDiskSaid() {
        mayUseCache = false;
        if (held.source() == Source.DISK) {
            LOG.error("the back end refuses us: what was watched by the assignment kept on disk is given up");
            AssignmentChange change = held.assignment().changeTo(new OpenedAssignment(List.of(), List.of()));
            held = new Held(Source.NOWHERE, null, change.now());
            tower.apply(change);
        }
    }

    private String age(Instant then) {
        Duration age = Duration.between(then, time.now());
        return age.toDays() > 1 ? age.toDays() + " days" : age.toHours() > 1 ? age.toHours() + " hours"
                : age.toMinutes() > 1 ? age.toMinutes() + " minutes" : Math.max(0, age.toSeconds()) + " seconds";
    }

    /** Whether an assignment was ever fetched from the back end. Waits for nobody. */
    boolean assigned() {
        return held.source() == Source.BACKEND;
    }

    /** Why nothing can be watched, if it is so. Waits for nobody. */
    Optional<String> problem() {
        return held.source() == Source.NOWHERE ? Optional.of("no assignment has been fetched yet") : Optional.empty();
    }

    /** Where the assignment comes from, for people. Waits for nobody. */
    String origin() {
        Held now = held;
        return switch (now.source()) {
            case NOWHERE -> "none";
            case DISK -> "kept on disk, fetched " + age(now.fetched()) + " ago";
            case BACKEND -> "back end, fetched " + age(now.fetched()) + " ago";
        };
    }

    /** From now on nothing is changed any more; waits for a change that is under way. */
    synchronized void close() {
        closed = true;
    }
}
