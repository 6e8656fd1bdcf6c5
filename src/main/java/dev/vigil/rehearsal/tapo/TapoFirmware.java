package dev.vigil.rehearsal.tapo;

import java.util.EnumSet;
import java.util.Set;

/**
 * What differs between cameras.
 *
 * @param version      as the camera tells it
 * @param login        how it lets one in
 * @param suites       which TLS it speaks
 * @param understood   which commands sound its siren
 * @param clearAnswers single commands are answered in clear though they came encrypted
 * @param bareResults  a multipleRequest's responses come without a result around them
 */
public record TapoFirmware(String version, Login login, Suites suites, Set<AlarmCommand> understood,
                           boolean clearAnswers, boolean bareResults) {

    /** Ways to be let in. */
    public enum Login { SECURE_SHA256, SECURE_MD5, LEGACY, NEWER }

    /** Static RSA as of old, ECDHE with AES-GCM as of 2026, or whatever Java offers. */
    public enum Suites { OLD, NEW, ANY }

    /** Secure login, the first dialect. */
    public static final TapoFirmware USUAL = new TapoFirmware("1.4.2 Build 250101 Rel.1n", Login.SECURE_SHA256,
            Suites.ANY, EnumSet.of(AlarmCommand.MANUAL_MSG_ALARM), false, false);

    public TapoFirmware {
        understood = Set.copyOf(understood);
    }

    public TapoFirmware version(String another) {
        return new TapoFirmware(another, login, suites, understood, clearAnswers, bareResults);
    }

    public TapoFirmware login(Login another) {
        return new TapoFirmware(version, another, suites, understood, clearAnswers, bareResults);
    }

    public TapoFirmware suites(Suites others) {
        return new TapoFirmware(version, login, others, understood, clearAnswers, bareResults);
    }

    public TapoFirmware understanding(AlarmCommand... commands) {
        return new TapoFirmware(version, login, suites, Set.of(commands), clearAnswers, bareResults);
    }

    public TapoFirmware answering(boolean inClear, boolean bare) {
        return new TapoFirmware(version, login, suites, understood, inClear, bare);
    }
}
