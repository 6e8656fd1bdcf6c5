package dev.vigil.service;

import dev.vigil.backend.Backend;
import dev.vigil.backend.BackendException;
import dev.vigil.camera.Assignment;
import dev.vigil.camera.AssignmentChange;
import dev.vigil.camera.BrokenCamera;
import dev.vigil.camera.CameraDecrypter;
import dev.vigil.watch.Watchtower;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Fetches the assignment, decrypts it and makes the watches follow. What fails leaves everything as it was. */
final class AssignmentKeeper {

    private static final Logger LOG = Logger.getLogger(AssignmentKeeper.class);

    private final Backend backend;
    private final CameraDecrypter decrypter;
    private final Watchtower tower;
    private final Sirens sirens;
    private Assignment assignment;
    private String lastFailure;
    private boolean closed;

    AssignmentKeeper(Backend backend, CameraDecrypter decrypter, Watchtower tower, Sirens sirens) {
        this.backend = backend;
        this.decrypter = decrypter;
        this.tower = tower;
        this.sirens = sirens;
    }

    synchronized void refresh() {
        if (closed) {
            return;
        }
        try {
            Assignment before = assignment == null ? Assignment.none() : assignment;
            AssignmentChange change = before.changeTo(decrypter.open(backend.cameras()));
            boolean first = assignment == null;
            assignment = change.now();
            lastFailure = null;
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
        } catch (BackendException failure) {
            if (!failure.getMessage().equals(lastFailure)) {
                lastFailure = failure.getMessage();
                LOG.errorf("the assignment could not be fetched%s: %s",
                        assignment == null ? "" : "; watching goes on with the last one", lastFailure);
            }
        }
    }

    /** Whether an assignment was ever fetched. */
    synchronized boolean assigned() {
        return assignment != null;
    }

    /** From now on nothing is changed any more; waits for a change that is under way. */
    synchronized void close() {
        closed = true;
    }
}
