package dev.vigil.alarm.tapo;

import dev.vigil.alarm.tapo.TapoException.Trouble;
import java.util.Optional;

/** What is said to one camera to have its siren sounded or silent, in the dialect that it understands. */
final class SirenCommands {

    private final TapoAccess access;
    private final TapoSession session;
    private final DialectMemory dialects;

    SirenCommands(TapoAccess access, TapoSession session, DialectMemory dialects) {
        this.access = access;
        this.session = session;
        this.dialects = dialects;
    }

    /** Asks the camera what it is, which keeps the session alive or finds it lost and renews it. */
    void greet() throws TapoException {
        DeviceInfo.firmware(session.ask(DeviceInfo.request())).ifPresent(dialects::runs);
    }

    /** Whether it is known which dialect this firmware understands. */
    boolean understood() {
        return dialects.known().isPresent();
    }

    /**
     * Starts or stops the siren, trying the dialects, the likeliest first, until the camera understands one.
     *
     * @param sounding the dialect that started it, if it sounds
     * @return the dialect that was understood
     */
    AlarmDialect give(boolean on, Optional<AlarmDialect> sounding) throws TapoException {
        for (AlarmDialect dialect : dialects.order(sounding)) {
            int error = AlarmDialect.errorIn(session.ask(dialect.command(on)))
                    .orElseThrow(() -> refused("no error code"));
            switch (error) {
                case 0:
                    dialects.works(dialect);
                    return dialect;
                case -40106, -40210:
                    break;
                case -64324:
                    throw new TapoException(Trouble.PRIVACY_MODE, "the camera at " + access.authority()
                            + " is in privacy mode: it is blind and sounds no siren; turn privacy mode off in the Tapo"
                            + " app");
                default:
                    throw refused("error " + error);
            }
        }
        throw new TapoException(Trouble.NO_SIREN, "the camera at " + access.authority() + " understands none of the"
                + " commands that sound a siren: use another way to sound it");
    }

    private TapoException refused(String why) {
        return new TapoException(Trouble.REFUSED, "the camera at " + access.authority() + " refuses the command ("
                + why + ")");
    }

    /** Remembers what was learned; to be called when nothing waits, because it may touch the disk. */
    void save() {
        dialects.save();
    }
}
