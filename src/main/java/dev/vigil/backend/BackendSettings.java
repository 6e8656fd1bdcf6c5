package dev.vigil.backend;

import java.net.URI;

/**
 * Where the back end is and who we are to it.
 *
 * @param url      http or https with a host; trailing slashes are dropped, so that no {@code //api} comes about
 * @param email    of the model's account
 * @param password of the model's account
 */
public record BackendSettings(String url, String email, String password) {

    /** @throws IllegalArgumentException when the url is none */
    public BackendSettings {
        url = url.strip().replaceAll("/+$", "");
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw wrongUrl();
        }
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw wrongUrl();
        }
    }

    private static IllegalArgumentException wrongUrl() {
        return new IllegalArgumentException(
                "BACKEND_URL must be the back end's address, such as http://192.168.1.50:8000");
    }

    @Override
    public String toString() {
        return "BackendSettings[" + url + ", account redacted]";
    }
}
