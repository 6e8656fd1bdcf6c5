package dev.vigil.alarm;

import java.time.Duration;

/** Hears what became of a siren's commands, on the siren's own threads. Be quick and do not throw. */
public interface SirenListener {

    /** It sounds for the first time since it was asked to. */
    void sounded(SirenAnswer answer);

    /** It is silent after it sounded. */
    void silenced();

    /** No way worked; it is tried again while it matters. */
    void failed(String reasons);

    /** It was silenced though the incident lasts, since nothing fresh was seen for {@code bound}. */
    void overdue(Duration bound);

    /** A command was given by one of the ways; the next way is tried where it failed. */
    void attempted(SirenAttempt attempt);

    /** A way was found not to work, before it was needed; told once for each reason. */
    void unavailable(String way, String reason);

    /** A way that was unavailable should work now. */
    void available(String way);
}
