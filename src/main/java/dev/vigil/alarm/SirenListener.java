package dev.vigil.alarm;

/** Hears what became of a siren's commands, on the siren's own thread. Be quick and do not throw. */
public interface SirenListener {

    /** It sounds for the first time since it was asked to; {@code nanos} from the asking to the answer. */
    void sounded(String way, long nanos);

    /** It is silent after it sounded. */
    void silenced(String way);

    /** A command failed; it is tried again while it matters. */
    void failed(String way, String reason);
}
