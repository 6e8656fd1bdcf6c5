package dev.vigil.camera;

import java.util.ArrayList;
import java.util.List;

/** Opens an assignment camera by camera: one that is broken is told apart and touches no other. */
public final class CameraDecrypter {
    private final LaravelDecrypter decrypter;

    public CameraDecrypter(LaravelDecrypter decrypter) {
        this.decrypter = decrypter;
    }

    /** Every camera of the list is in the result once, either opened or broken. */
    public OpenedAssignment open(List<AssignedCamera> assigned) {
        List<Camera> cameras = new ArrayList<>();
        List<BrokenCamera> broken = new ArrayList<>();
        for (AssignedCamera camera : assigned) {
            try {
                cameras.add(open(camera));
            } catch (DecryptionException e) {
                broken.add(new BrokenCamera(camera.id(), camera.name(), e.kind(), e.getMessage()));
            }
        }
        return new OpenedAssignment(cameras, broken);
    }

    private Camera open(AssignedCamera camera) throws DecryptionException {
        CameraAccess access = CameraAccess.of(decrypter.decrypt(camera.encryptedData()));
        return new Camera(camera.id(), camera.name(), camera.lat(), camera.lang(), camera.storageType(),
                camera.stationId(), access);
    }
}
