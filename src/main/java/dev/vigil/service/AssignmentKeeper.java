package dev.vigil.service;

import dev.vigil.backend.Backend;
import dev.vigil.backend.BackendException;
import dev.vigil.camera.AssignedCamera;
import dev.vigil.camera.Assignment;
import dev.vigil.camera.AssignmentChange;
import dev.vigil.camera.CameraDecrypter;
import dev.vigil.watch.Watchtower;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Fetches the assignment, decrypts it and makes the watches follow. What fails leaves everything as it was. While the
 * back end keeps it waiting it holds nobody up: neither the shutdown nor a probe.
 */
final class AssignmentKeeper {

    private static final Logger LOG = Logger.getLogger(AssignmentKeeper.class);

    private final Backend backend;
    private final CameraDecrypter decrypter;
    private final Watchtower tower;
    private volatile Assignment assignment;
    private String lastFailure;
    private volatile boolean closed;

    AssignmentKeeper(Backend backend, CameraDecrypter decrypter, Watchtower tower) {
        this.backend = backend;
        this.decrypter = decrypter;
        this.tower = tower;
    }

    void refresh() {
        if (closed) {
            return;
        }
        try {
            follow(backend.cameras());
        } catch (BackendException failure) {
            tell(failure);
        }
    }

    private synchronized void follow(List<AssignedCamera> listed) {
        if (!closed) {
            Assignment before = assignment == null ? Assignment.none() : assignment;
            AssignmentChange change = before.changeTo(decrypter.open(listed));
            boolean first = assignment == null;
            assignment = change.now();
            lastFailure = null;
            if (first || !change.changesNothing()) {
                LOG.infof("assignment: %d cameras, %d added, %d removed, %d changed, %d unusable",
                        change.now().cameras().size(), change.added().size(), change.removed().size(),
                        change.changed().size(), change.broken().size());
            }
            tower.apply(change);
        }
    }

    private synchronized void tell(BackendException failure) {
        if (!closed && !failure.getMessage().equals(lastFailure)) {
            lastFailure = failure.getMessage();
            LOG.errorf("the assignment could not be fetched%s: %s",
                    assignment == null ? "" : "; watching goes on with the last one", lastFailure);
        }
    }

    /** Whether an assignment was ever fetched. */
    boolean assigned() {
        return assignment != null;
    }

    /** From now on nothing is changed any more; waits for a change that is under way. */
    synchronized void close() {
        closed = true;
    }
}
