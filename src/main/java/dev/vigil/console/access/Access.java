package dev.vigil.console.access;

import dev.vigil.config.Settings;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who may sign in, and how. */
@Singleton
class Access {

    /** How the console is guarded. */
    enum Mode {
        /** Development without users: everybody on this machine is an operator. */
        OPEN,
        /** People sign in. */
        SIGN_IN,
        /** Nobody can sign in, so nobody sees anything. */
        UNCONFIGURED
    }

    /** Checked where the name is unknown, so that the answer takes as long. */
    private static final String NOBODY = BcryptUtil.bcryptHash("nobody's password");

    private final Instance<Settings> settings;
    private final boolean oidc;

    Access(Instance<Settings> settings,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled", defaultValue = "false") boolean oidc) {
        this.settings = settings;
        this.oidc = oidc;
    }

    Mode mode() {
        if (passwords() || oidc) {
            return Mode.SIGN_IN;
        }
        return LaunchMode.current() == LaunchMode.DEVELOPMENT ? Mode.OPEN : Mode.UNCONFIGURED;
    }

    boolean passwords() {
        return !users().isEmpty();
    }

    boolean oidc() {
        return oidc;
    }

    private List<Settings.User> users() {
        return settings.isResolvable() ? settings.get().users() : List.of();
    }

    boolean knows(String name) {
        return users().stream().anyMatch(user -> user.name().equals(name));
    }

    /** The roles of who has this name and password. Takes some hundred milliseconds, as bcrypt should. */
    Optional<Set<String>> check(String name, String password) {
        Optional<Settings.User> user = users().stream().filter(one -> one.name().equals(name)).findFirst();
        boolean right = BcryptUtil.matches(password, user.map(Settings.User::bcrypt).orElse(NOBODY));
        return user.filter(one -> right).map(one -> one.operator() ? Set.of(Roles.VIEWER, Roles.OPERATOR)
                : Set.of(Roles.VIEWER));
    }
}
