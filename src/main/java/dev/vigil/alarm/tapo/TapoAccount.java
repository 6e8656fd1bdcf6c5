package dev.vigil.alarm.tapo;

/**
 * Who may use a camera's HTTPS API.
 *
 * @param user     {@code admin} with the TP-Link account's password; older firmware also takes the camera account
 * @param password belongs to user
 */
public record TapoAccount(String user, String password) {

    private static final String ADMIN = "admin";

    /** The one that newer firmware wants. */
    public static TapoAccount admin(String password) {
        return new TapoAccount(ADMIN, password);
    }

    @Override
    public String toString() {
        return "TapoAccount[redacted]";
    }
}
