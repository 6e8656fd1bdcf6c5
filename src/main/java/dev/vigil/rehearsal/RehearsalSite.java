package dev.vigil.rehearsal;

import dev.vigil.rehearsal.backend.ListedCamera;
import dev.vigil.rehearsal.backend.RehearsalBackend;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A whole site on this machine: a back end that knows one model account, and four cameras that it assigns to it. */
public final class RehearsalSite implements AutoCloseable {

    private final RehearsalBackend backend;
    private final RehearsalCameras cameras;
    private final List<ListedCamera> listed;

    private RehearsalSite(RehearsalBackend backend, RehearsalCameras cameras, List<ListedCamera> listed) {
        this.backend = backend;
        this.cameras = cameras;
        this.listed = List.copyOf(listed);
    }

    /**
     * Starts the usual site on free ports.
     *
     * @param video what the cameras show instead of the drawn street
     * @throws UncheckedIOException when no port is free
     */
    public static RehearsalSite start(Optional<Path> video, TimeSource time) {
        List<CameraSpec> usual = RehearsalCameras.usual("rehearsal", "only-a-rehearsal");
        return start(video.map(film -> usual.stream().map(spec -> spec.showing(Show.film(film))).toList())
                .orElse(usual), time);
    }

    /** Starts a site with these cameras, which get the ids 1, 2, 3 ... in their order. */
    public static RehearsalSite start(List<CameraSpec> specs, TimeSource time) {
        RehearsalCameras cameras = RehearsalCameras.start(specs, time);
        try {
            RehearsalBackend backend = RehearsalBackend.start(0);
            List<ListedCamera> assigned = new ArrayList<>();
            for (RehearsalCamera camera : cameras.cameras()) {
                assigned.add(ListedCamera.at(assigned.size() + 1, camera.name(),
                        camera.host(), camera.port(), camera.path(), camera.user(), camera.password())
                        .with("api_port", camera.tapo().port()).with("onvif_port", camera.onvif().port()));
            }
            backend.assign(assigned);
            return new RehearsalSite(backend, cameras, assigned);
        } catch (IOException noPort) {
            cameras.close();
            throw new UncheckedIOException("the rehearsal back end found no free port", noPort);
        }
    }

    /** The cameras as the back end lists them, in the order of their ids, from 1. */
    public List<ListedCamera> listed() {
        return listed;
    }

    public String url() {
        return backend.url();
    }

    public String email() {
        return backend.email();
    }

    public String password() {
        return backend.password();
    }

    public String encryptionKey() {
        return backend.encryptionKey();
    }

    /** The back end: what it received, and its faults. */
    public RehearsalBackend backend() {
        return backend;
    }

    /** The cameras in the order of their ids, from 1. */
    public List<RehearsalCamera> cameras() {
        return cameras.cameras();
    }

    @Override
    public void close() {
        backend.close();
        cameras.close();
    }
}
