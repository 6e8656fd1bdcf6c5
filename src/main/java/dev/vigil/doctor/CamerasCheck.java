package dev.vigil.doctor;

import dev.vigil.camera.BrokenCamera;
import dev.vigil.camera.Camera;
import dev.vigil.camera.CameraDecrypter;
import dev.vigil.camera.DecryptionException;
import dev.vigil.camera.EncryptionKey;
import dev.vigil.camera.LaravelDecrypter;
import dev.vigil.camera.OpenedAssignment;
import dev.vigil.config.Settings;
import dev.vigil.stream.StreamLook;
import dev.vigil.stream.StreamSettings;
import dev.vigil.stream.VideoSource;
import dev.vigil.time.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Whether each camera assigned can be decrypted, seen and heard. One that cannot is a warning, however many they are:
 * the others are watched all the same. A key that opens none of them is a failure.
 */
final class CamerasCheck implements Check {

    private static final int AT_ONCE = 16;

    private final Settings settings;
    private final BackendCheck backend;
    private final TimeSource time;

    /** @param backend looks before this one */
    CamerasCheck(Settings settings, BackendCheck backend, TimeSource time) {
        this.settings = settings;
        this.backend = backend;
        this.time = time;
    }

    @Override
    public void look(Consumer<Finding> findings) {
        if (settings.backend().isEmpty()) {
            return;
        }
        EncryptionKey key;
        try {
            key = EncryptionKey.parse(settings.backend().get().encryptionKey());
        } catch (DecryptionException noKey) {
            findings.accept(Finding.failure("key", "MODEL_ENCRYPTION_KEY is no key (" + noKey.getMessage() + ")",
                    "copy it from the admin's page: base64: and 44 characters, or 32 plain characters"));
            return;
        }
        if (!backend.answered()) {
            findings.accept(Finding.warning("cameras", "not looked at: the back end has not told which they are",
                    "mend the back end or the account first"));
            return;
        }
        OpenedAssignment opened = new CameraDecrypter(new LaravelDecrypter(key)).open(backend.assigned());
        boolean none = opened.cameras().isEmpty() && !opened.broken().isEmpty()
                && opened.broken().stream().allMatch(one -> one.kind() == DecryptionException.Kind.MAC);
        if (none) {
            findings.accept(Finding.failure("key", "opens none of the " + opened.broken().size() + " cameras",
                    "correct MODEL_ENCRYPTION_KEY"));
            return;
        }
        for (BrokenCamera broken : opened.broken()) {
            findings.accept(Finding.warning("camera " + broken.id(), OneLine.of(broken.message()),
                    "have the admin correct the camera's entry"));
        }
        try (SirenLook sirens = new SirenLook(settings.alarm(), settings.data(), time)) {
            all(opened.cameras(), sirens, findings);
        }
    }

    /** Many at once, since one that does not answer takes seconds; told in their order. */
    private void all(List<Camera> cameras, SirenLook sirens, Consumer<Finding> findings) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, work -> {
            Thread thread = new Thread(work, "doctor-camera");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<List<Finding>>> looks = new ArrayList<>();
            for (Camera camera : cameras) {
                looks.add(threads.submit(() -> List.of(video(camera), sirens.of(camera))));
            }
            for (int i = 0; i < looks.size(); i++) {
                try {
                    looks.get(i).get().forEach(findings);
                } catch (ExecutionException unexpected) {
                    // Not its message, which could hold an address with a password.
                    findings.accept(Finding.warning("camera " + cameras.get(i).id(), "could not be looked at: "
                            + unexpected.getCause().getClass().getSimpleName(), "tell Vigil's makers"));
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
    }

    private Finding video(Camera camera) {
        String subject = "camera " + camera.id();
        String label = "'" + camera.name() + "' at " + camera.access().rtsp();
        VideoSource.Transport transport = settings.stream().udp() ? VideoSource.Transport.UDP
                : VideoSource.Transport.TCP;
        StreamLook look = StreamLook.at(VideoSource.rtsp(camera.access().rtsp().url(), transport),
                StreamSettings.defaults(settings.stream().frameSkip()), time);
        return look.details().map(details -> Finding.fine(subject, label + ": " + details))
                .orElseGet(() -> Finding.warning(subject, label + ": " + look.trouble(), remedy(look)));
    }

    private static String remedy(StreamLook look) {
        return switch (look.cause().orElseThrow()) {
            case REFUSED -> "correct the camera's account in the back end";
            case NOT_FOUND -> "correct rtsp_url in the back end; a Tapo's path is /stream2";
            case UNREACHABLE -> "see after its power, the network and its address";
            case ENDED, STALLED -> "it may serve others already (a Tapo serves two); else restart it";
            case BROKEN -> "see whether it sends H.264 or H.265 video";
        };
    }
}
