package dev.vigil.backend;

import java.net.URI;

/**
 * Where the back end is and who we are to it.
 *
 * @param url      http or https with a host and without a trailing slash, as the config room checks it
 * @param email    of the model's account
 * @param password of the model's account
 */
public record BackendSettings(URI url, String email, String password) {

    @Override
    public String toString() {
        return "BackendSettings[" + url + ", account redacted]";
    }
}
