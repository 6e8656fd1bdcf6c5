package dev.vigil.doctor;

import dev.vigil.backend.BackendException;
import dev.vigil.backend.BackendProbe;
import dev.vigil.backend.BackendSettings;
import dev.vigil.backend.CallLimits;
import dev.vigil.camera.AssignedCamera;
import dev.vigil.config.Settings;
import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Whether the back end answers, knows this model and assigns cameras to it, and whether its clock agrees with ours. */
final class BackendCheck implements Check {

    private static final Duration CLOSE = Duration.ofSeconds(5);
    private static final Duration FAR = Duration.ofSeconds(60);

    private final Optional<Settings.Backend> settings;
    private final TimeSource time;
    private List<AssignedCamera> assigned = List.of();
    private boolean answered;

    /** @param settings empty where the rehearsal site will stand in */
    BackendCheck(Optional<Settings.Backend> settings, TimeSource time) {
        this.settings = settings;
        this.time = time;
    }

    /** The cameras assigned when it looked; none where it did not, or could not. */
    List<AssignedCamera> assigned() {
        return assigned;
    }

    /** Whether the back end has told the assignment. */
    boolean answered() {
        return answered;
    }

    @Override
    public void look(Consumer<Finding> findings) {
        if (settings.isEmpty()) {
            findings.accept(Finding.fine("back end", "no credentials are given: a rehearsal site will stand in"));
            return;
        }
        Settings.Backend given = settings.get();
        BackendProbe probe = new BackendProbe(new BackendSettings(given.url(), given.email(),
                given.password()), CallLimits.STANDARD, time);
        try {
            BackendProbe.Reached reached = probe.reach();
            findings.accept(Finding.fine("back end", given.url() + " answers in " + reached.took().toMillis() + " ms"));
            findings.accept(clock(reached));
        } catch (BackendException away) {
            findings.accept(Finding.failure("back end", OneLine.of(away),
                    "nothing is watched before it answers, unless VIGIL_ASSIGNMENT_CACHE keeps an assignment"));
            return;
        }
        try {
            assigned = probe.cameras();
            answered = true;
            findings.accept(assigned.isEmpty()
                    ? Finding.warning("account", given.email() + " is logged in, but no camera is assigned to it",
                            "have the admin assign cameras to this model")
                    : Finding.fine("account", given.email() + " is logged in, cameras assigned: " + assigned.size()));
        } catch (BackendException refused) {
            findings.accept(Finding.failure("account", OneLine.of(refused), remedy(refused)));
        }
    }

    private static String remedy(BackendException refused) {
        return switch (refused.kind()) {
            case WRONG_CREDENTIALS -> "correct MODEL_EMAIL and MODEL_PASSWORD, as the admin registered them";
            case NOT_WHITELISTED -> "ask the admin to enter the address that the back end sees this machine by";
            case THROTTLED -> "wait a minute; something asks too often";
            case REJECTED, BROKEN_ANSWER -> "see whether BACKEND_URL is the back end";
            case UNAVAILABLE -> "see whether the back end is well";
        };
    }

    private static Finding clock(BackendProbe.Reached reached) {
        if (reached.ahead().isEmpty()) {
            return Finding.warning("clock", "the back end's answer has no date to compare with",
                    "see to it that this machine keeps its time by NTP");
        }
        Duration ahead = reached.ahead().get();
        Duration apart = ahead.abs();
        String words = apart.compareTo(CLOSE) <= 0 ? "agrees with the back end's"
                : apart.toSeconds() + " s " + (ahead.isNegative() ? "ahead of" : "behind") + " the back end's";
        String remedy = "keep both machines' time by NTP: reports say when a crime was";
        return apart.compareTo(CLOSE) <= 0 ? Finding.fine("clock", words)
                : apart.compareTo(FAR) < 0 ? Finding.warning("clock", words, remedy)
                : Finding.failure("clock", words, remedy);
    }
}
