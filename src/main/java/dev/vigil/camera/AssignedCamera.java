package dev.vigil.camera;

/**
 * A camera as the back end lists it, its credentials still encrypted.
 *
 * @param encryptedData what Laravel's encrypter made; null when the back end sent none
 * @see Camera the meaning of the other components
 */
public record AssignedCamera(long id, String name, String encryptedData, Double lat, Double lang, String storageType,
                             Long stationId) {

    @Override
    public String toString() {
        return "AssignedCamera[" + id + " " + name + "]";
    }
}
