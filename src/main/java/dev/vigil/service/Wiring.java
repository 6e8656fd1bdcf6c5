package dev.vigil.service;

import dev.vigil.audit.AuditLog;
import dev.vigil.audit.AuditSeal;
import dev.vigil.backend.BackendSettings;
import dev.vigil.camera.DecryptionException;
import dev.vigil.camera.EncryptionKey;
import dev.vigil.config.Settings;
import dev.vigil.config.SettingsException;
import dev.vigil.config.SettingsReader;
import dev.vigil.config.Variable;
import dev.vigil.rehearsal.RehearsalSite;
import dev.vigil.time.TimeSource;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Makes the beans that the settings decide on: above all whether the back end is real or the rehearsal's. */
final class Wiring {

    private static final Logger LOG = Logger.getLogger(Wiring.class);

    /** The account in use, and the site behind it where it is the rehearsal's. */
    record Account(BackendSettings backend, EncryptionKey key, Optional<RehearsalSite> rehearsal) {
    }

    @Produces
    @Singleton
    TimeSource time() {
        return TimeSource.system();
    }

    @Produces
    @Singleton
    Settings settings(Config config) {
        return new SettingsReader(config).read();
    }

    @Produces
    @Singleton
    Account account(Settings settings, TimeSource time) {
        return settings.backend().map(Wiring::real).orElseGet(() -> rehearsal(settings, time));
    }

    private static Account real(Settings.Backend given) {
        return new Account(new BackendSettings(given.url(), given.email(), given.password()),
                key(given.encryptionKey()), Optional.empty());
    }

    private static Account rehearsal(Settings settings, TimeSource time) {
        RehearsalSite site = RehearsalSite.start(settings.rehearsal(), time);
        LOG.info("no credentials are given: a rehearsal site stands in for the back end and its cameras");
        return new Account(new BackendSettings(URI.create(site.url()), site.email(), site.password()), key(site.encryptionKey()),
                Optional.of(site));
    }

    private static EncryptionKey key(String text) {
        try {
            return EncryptionKey.parse(text);
        } catch (DecryptionException unusable) {
            throw SettingsException.wrong(Variable.MODEL_ENCRYPTION_KEY, "is no key (" + unusable.getMessage() + ")");
        }
    }

    void close(@Disposes Account account) {
        account.rehearsal().ifPresent(RehearsalSite::close);
    }

    /** Outlives all that is recorded in it: beans end after the service has stopped. */
    @Produces
    @Singleton
    AuditLog audit(Settings settings, Account account, TimeSource time) {
        return new AuditLog(settings.data().resolve("audit"), new AuditSeal(account.key()), settings.auditDays(), time);
    }

    void close(@Disposes AuditLog audit) {
        audit.close();
    }

    @Produces
    @Singleton
    BackendSettings backend(Account account) {
        return account.backend();
    }
}
