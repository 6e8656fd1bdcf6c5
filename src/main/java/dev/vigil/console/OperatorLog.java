package dev.vigil.console;

import dev.vigil.audit.AuditEntry;
import dev.vigil.audit.AuditLog;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jboss.logging.Logger;

/** What people did to sirens: in the audit log, in the ordinary one, and the latest of it on the page. */
@Singleton
class OperatorLog {

    private static final Logger LOG = Logger.getLogger(OperatorLog.class);
    private static final int KEPT = 100;

    private final Console console;
    private final Instance<AuditLog> audit;
    /** Newest first. */
    private final Deque<ActionView> actions = new ArrayDeque<>();

    OperatorLog(Console console, Instance<AuditLog> audit) {
        this.console = console;
        this.audit = audit;
    }

    void did(ActionView action) {
        audit.get().record(entry(action));
        LOG.infof("camera %d '%s': %s by %s%s%s", action.camera(), action.cameraName(), action.action(), action.by(),
                action.minutes() == null ? "" : " for " + action.minutes() + " min",
                action.reason() == null ? "" : ": " + action.reason());
        synchronized (actions) {
            actions.addFirst(action);
            if (actions.size() > KEPT) {
                actions.removeLast();
            }
        }
        console.tell("action", action);
    }

    private static AuditEntry entry(ActionView action) {
        AuditEntry entry = AuditEntry.operator(action.action(), action.by()).with("camera", action.camera());
        return action.reason() == null ? entry
                : entry.with("minutes", action.minutes()).with("reason", action.reason());
    }

    List<ActionView> newest() {
        synchronized (actions) {
            return List.copyOf(actions);
        }
    }
}
