package dev.vigil.alarm.tapo;

import dev.vigil.alarm.CredentialsFingerprint;
import dev.vigil.alarm.SirenMemory;
import dev.vigil.alarm.tapo.TapoException.Trouble;
import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Stands before every login and sees to it that a camera never locks anybody out on our account: a refused password is
 * not tried again until the credentials change, a block is waited out with a margin, and any other refusal is followed
 * by a longer and longer pause. The first two hold across restarts. One thread at a time.
 */
final class LoginGuard {

    private static final Logger LOG = Logger.getLogger(LoginGuard.class);
    private static final Duration MARGIN = Duration.ofMinutes(1);
    /** A clock that was wrong must not keep a siren silent for longer than a camera ever blocks. */
    private static final Duration LONGEST_BLOCK = Duration.ofHours(2);
    private static final Duration FEW_ATTEMPTS_PAUSE = Duration.ofHours(1);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final TapoAccess access;
    private final SirenMemory memory;
    private final TimeSource time;
    private final String refusedKey;
    private final String blockedKey;
    /** Fingerprints of the accounts that the camera refused: without an end, until they change. */
    private final Map<TapoAccount, String> refused = new LinkedHashMap<>();
    /** What forbids every login for a while; null for nothing. */
    private TapoException forbidden;
    /** Monotonic end of what is forbidden. */
    private long until;
    private Duration pause = FIRST_PAUSE;

    LoginGuard(TapoAccess access, SirenMemory memory, TimeSource time) {
        this.access = access;
        this.memory = memory;
        this.time = time;
        refusedKey = access.memoryKey("refused");
        blockedKey = access.memoryKey("blocked-until");
        memory.get(blockedKey).ifPresent(this::recallBlock);
        memory.get(refusedKey).ifPresent(this::recallRefusals);
    }

    /** A login that the guard hears the end of. */
    interface Login {
        Channel attempt() throws TapoException;
    }

    /** @throws TapoException while no login may be tried */
    void check() throws TapoException {
        if (untried().isEmpty()) {
            throw wrongPassword();
        }
        if (forbidden != null && time.nanos() - until >= 0) {
            forbidden = null;
        }
        if (forbidden != null) {
            // Made anew: it is thrown on another day than the first.
            throw new TapoException(forbidden.trouble(), forbidden.getMessage());
        }
    }

    /** The accounts that the camera has not refused, in their order. */
    List<TapoAccount> untried() {
        return access.accounts().stream().filter(account -> !refused.containsKey(account)).toList();
    }

    Channel watching(Login login) throws TapoException {
        try {
            Channel channel = login.attempt();
            pause = FIRST_PAUSE;
            return channel;
        } catch (TapoException failure) {
            switch (failure.trouble()) {
                case NEWER_LOGIN, NOT_ROOT, LOGIN_REFUSED -> refused(failure);
                default -> { }
            }
            throw failure;
        }
    }

    /** The camera refused for a reason that is not the password: pause before the next login. */
    TapoException refused(TapoException failure) {
        forbid(failure, pause);
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
        return failure;
    }

    TapoException passwordRefused(TapoAccount account) {
        refused.put(account, CredentialsFingerprint.of(account.user(), account.password()));
        memory.put(refusedKey, String.join(" ", refused.values()));
        if (!untried().isEmpty()) {
            LOG.warnf("the camera at %s refuses the account %d of %d that may command it, which is not tried again"
                    + " until it changes", access.authority(), access.accounts().indexOf(account) + 1,
                    access.accounts().size());
        }
        return wrongPassword();
    }

    TapoException lockedOut(int seconds) {
        return block(Trouble.LOCKED_OUT, Duration.ofSeconds(seconds).plus(MARGIN));
    }

    TapoException fewAttempts(int left) {
        block(Trouble.FEW_ATTEMPTS_LEFT, FEW_ATTEMPTS_PAUSE);
        return new TapoException(Trouble.FEW_ATTEMPTS_LEFT, forbidden.getMessage() + " (attempts left: " + left + ")");
    }

    private TapoException block(Trouble trouble, Duration duration) {
        Duration bounded = duration.compareTo(LONGEST_BLOCK) < 0 ? duration : LONGEST_BLOCK;
        Instant end = time.now().plus(bounded).truncatedTo(ChronoUnit.SECONDS);
        forbid(blocked(trouble, end), bounded);
        memory.put(blockedKey, end + " " + trouble);
        return forbidden;
    }

    private void forbid(TapoException why, Duration duration) {
        forbidden = why;
        until = time.nanos() + duration.toNanos();
    }

    private void recallBlock(String line) {
        try {
            String[] parts = line.split(" ");
            Instant end = Instant.parse(parts[0]);
            Duration left = Duration.between(time.now(), end);
            if (left.isNegative()) {
                memory.remove(blockedKey);
                return;
            }
            Trouble trouble = line.endsWith(Trouble.FEW_ATTEMPTS_LEFT.name())
                    ? Trouble.FEW_ATTEMPTS_LEFT : Trouble.LOCKED_OUT;
            forbid(blocked(trouble, end), left.compareTo(LONGEST_BLOCK) < 0 ? left : LONGEST_BLOCK);
        } catch (DateTimeParseException damaged) {
            memory.remove(blockedKey);
        }
    }

    private void recallRefusals(String fingerprints) {
        for (String fingerprint : fingerprints.split(" ")) {
            access.accounts().stream().filter(account -> CredentialsFingerprint.matches(fingerprint, account.user(),
                    account.password())).forEach(account -> refused.put(account, fingerprint));
        }
        if (refused.isEmpty()) {
            memory.remove(refusedKey);
        } else {
            memory.put(refusedKey, String.join(" ", refused.values()));
        }
    }

    private TapoException wrongPassword() {
        return new TapoException(Trouble.WRONG_PASSWORD, "the camera at " + access.authority()
                + " refuses user name or password, which are not tried again until they change: correct them in the"
                + " back end (admin and the TP-Link account's password; older firmware also takes the camera account)"
                + " or in VIGIL_TAPO_ADMIN_PASSWORD, or, if it was the camera that was corrected, remove the line " + refusedKey
                + " from the siren memory file while Vigil is stopped");
    }

    private TapoException blocked(Trouble trouble, Instant end) {
        String message = trouble == Trouble.LOCKED_OUT
                ? " lets nobody in after too many refused passwords: find out who else tries one; we wait until "
                : " is close to locking everybody out after refused passwords: find out who tries one, log in once with"
                        + " the Tapo app; we wait until ";
        return new TapoException(trouble, "the camera at " + access.authority() + message + end);
    }
}
