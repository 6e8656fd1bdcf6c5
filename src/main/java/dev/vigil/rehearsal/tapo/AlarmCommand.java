package dev.vigil.rehearsal.tapo;

import java.time.Duration;
import java.util.Optional;

/** The commands that sound one firmware's siren or another's. */
public enum AlarmCommand {
    MANUAL_MSG_ALARM(null), MANUAL_ALARM(Duration.ofSeconds(30)), SET_SIREN_STATUS(null),
    TEST_USR_DEF_AUDIO(Duration.ofSeconds(3));

    private final Duration lasts;

    AlarmCommand(Duration lasts) {
        this.lasts = lasts;
    }

    /** How long it sounds by itself; empty for until it is stopped. */
    Optional<Duration> lasts() {
        return Optional.ofNullable(lasts);
    }
}
