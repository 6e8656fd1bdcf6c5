package dev.vigil.console.access;

import dev.vigil.audit.AuditEntry;
import dev.vigil.audit.AuditLog;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jboss.logging.Logger;

/** Who signed in, tried to, and signed out: in the audit log and in the ordinary one. */
@Singleton
class SignInLog {

    private static final Logger LOG = Logger.getLogger(SignInLog.class);

    private final Instance<AuditLog> audit;

    SignInLog(Instance<AuditLog> audit) {
        this.audit = audit;
    }

    void signedIn(String who, String address, String by, Set<String> roles) {
        LOG.infof("%s signed in from %s", who, address);
        audit.get().record(AuditEntry.operator("sign-in", who).with("from", address).with("by", by)
                .with("roles", roles.stream().sorted().toList()));
    }

    /** @param name one that is known, since what strangers type may be a password */
    void refused(String name, String address, String why) {
        LOG.warnf("sign-in as %s from %s is refused: %s", name, address, why);
        audit.get().record(AuditEntry.operator("sign-in-refused", name).with("from", address).with("why", why));
    }

    void signedOut(String who) {
        LOG.infof("%s signed out", who);
        audit.get().record(AuditEntry.operator("sign-out", who));
    }
}
