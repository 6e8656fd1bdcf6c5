package dev.vigil.rehearsal.onvif;

import java.time.Duration;

/**
 * A relay as its installer set it up.
 *
 * @param pulse          after how long a monostable relay falls back; null for a bistable one
 * @param closedWhenIdle whether the contact is closed while the relay is inactive
 */
public record RelayOutput(String token, Duration pulse, boolean closedWhenIdle) {

    public static RelayOutput bistable(String token) {
        return new RelayOutput(token, null, false);
    }

    public static RelayOutput monostable(String token, Duration pulse) {
        return new RelayOutput(token, pulse, false);
    }

    /** The same relay, its contact closed while it is inactive. */
    public RelayOutput idleClosed() {
        return new RelayOutput(token, pulse, true);
    }
}
