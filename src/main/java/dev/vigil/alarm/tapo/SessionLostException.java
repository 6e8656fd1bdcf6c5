package dev.vigil.alarm.tapo;

/** The camera no longer knows our session: a new login is called for. Never leaves the room. */
final class SessionLostException extends Exception {

    private static final long serialVersionUID = 1;

    SessionLostException(String sign) {
        super(sign);
    }
}
