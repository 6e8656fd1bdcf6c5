package dev.vigil.alarm;

import java.time.Duration;
import java.util.Optional;

/** What people may do to one camera's siren. Its incidents are decided and reported all the same. */
public final class SirenByHand {

    private final long camera;
    private final SirenControl siren;
    private final Mutes mutes;

    public SirenByHand(long camera, SirenControl siren, Mutes mutes) {
        this.camera = camera;
        this.siren = siren;
        this.mutes = mutes;
    }

    /** Makes it silent for the rest of the incident; false when it was not to sound anyway. */
    public boolean hush() {
        return siren.hush();
    }

    /** Whether a person silenced it for the rest of the incident. */
    public boolean hushed() {
        return siren.hushed();
    }

    /** Makes it sound for so long; false when it is muted. */
    public boolean test(Duration span) {
        return siren.test(span);
    }

    /** Makes it stay silent for so long. */
    public Mutes.Mute mute(Duration span, String by, String reason) {
        Mutes.Mute mute = mutes.mute(camera, span, by, reason);
        siren.follow();
        return mute;
    }

    /** Lets it sound again, at once if an incident is open; false when it was not muted. */
    public boolean unmute() {
        boolean muted = mutes.unmute(camera);
        siren.follow();
        return muted;
    }

    public Optional<Mutes.Mute> muted() {
        return mutes.of(camera);
    }
}
