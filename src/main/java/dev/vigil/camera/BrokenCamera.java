package dev.vigil.camera;

/**
 * A camera that is assigned but cannot be understood, and why.
 *
 * @param kind    what is wrong
 * @param message for an operator, without secrets
 */
public record BrokenCamera(long id, String name, DecryptionException.Kind kind, String message) {

    @Override
    public String toString() {
        return "camera " + id + " (" + name + "): " + message;
    }
}
