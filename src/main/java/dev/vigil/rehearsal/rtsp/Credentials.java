package dev.vigil.rehearsal.rtsp;

/** A camera account. Its {@link #toString()} keeps both parts to itself. */
public record Credentials(String user, String password) {

    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}
