package dev.vigil.console;

import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jboss.logging.Logger;

/** What people did to sirens: in the log, and the latest of it on the page. */
@Singleton
class OperatorLog {

    private static final Logger LOG = Logger.getLogger(OperatorLog.class);
    private static final int KEPT = 100;

    private final Console console;
    /** Newest first. */
    private final Deque<ActionView> actions = new ArrayDeque<>();

    OperatorLog(Console console) {
        this.console = console;
    }

    void did(ActionView action) {
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

    List<ActionView> newest() {
        synchronized (actions) {
            return List.copyOf(actions);
        }
    }
}
