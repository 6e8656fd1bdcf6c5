package dev.vigil.config;

/** A setting is missing or wrong. The message is one line for the operator and never holds a secret's value. */
public final class SettingsException extends RuntimeException {

    private SettingsException(String message) {
        super(message, null, false, false);
    }

    static SettingsException missing(Variable variable) {
        return new SettingsException(variable + " is not set: it takes " + variable.form()
                + ", for example " + variable + "=" + variable.example());
    }

    /** @param problem what is wrong, without the value of a secret */
    public static SettingsException wrong(Variable variable, String problem) {
        return new SettingsException(variable + " " + problem + ": it takes " + variable.form()
                + ", for example " + variable + "=" + variable.example());
    }
}
