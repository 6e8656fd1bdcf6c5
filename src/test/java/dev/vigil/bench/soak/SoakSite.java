package dev.vigil.bench.soak;

import dev.vigil.rehearsal.SceneFilm;
import dev.vigil.rehearsal.backend.ListedCamera;
import dev.vigil.rehearsal.backend.RehearsalBackend;
import dev.vigil.rehearsal.rtsp.Credentials;
import dev.vigil.rehearsal.rtsp.RtspServer;
import dev.vigil.rehearsal.scene.Scene;
import dev.vigil.rehearsal.tapo.TapoFace;
import dev.vigil.rehearsal.tapo.TapoFirmware;
import dev.vigil.rehearsal.tapo.TapoServer;
import dev.vigil.rehearsal.video.FilmPictures;
import dev.vigil.rehearsal.video.Recording;
import dev.vigil.rehearsal.video.VideoFeed;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A back end and fast cameras before one recorded street, each at another place of the recording: for 40 s two people
 * come, fight and leave, in real time; the cameras only look at them far more often than a real one does.
 */
final class SoakSite implements AutoCloseable {

    private static final double SECONDS = 40;
    private static final double APPROACH = 5;
    private static final String PATH = "/stream2";
    private static final Credentials ACCOUNT = new Credentials("soak", "only-a-soak");

    private final RehearsalBackend backend = RehearsalBackend.start(0);
    private final List<VideoFeed> feeds = new ArrayList<>();
    private final List<RtspServer> cameras = new ArrayList<>();
    private final List<TapoServer> sirens = new ArrayList<>();
    private final List<ListedCamera> listed = new ArrayList<>();

    /**
     * Records the street and starts the cameras.
     *
     * @param times how often each of the 15 pictures a second is shown
     * @param folder for the film
     */
    SoakSite(int size, int times, Path folder) throws IOException {
        Path film = folder.resolve("street.h264");
        SceneFilm.shoot(Scene.fight(APPROACH, 1), SECONDS, film);
        Recording street = Recording.of(new Repeated(new FilmPictures(film), SceneFilm.RATE, times), SECONDS);
        InetAddress here = InetAddress.getByName("127.0.0.1");
        for (int i = 0; i < size; i++) {
            VideoFeed feed = new VideoFeed("soak-" + i, street.from((double) i / size), TimeSource.system());
            feeds.add(feed);
            RtspServer camera = new RtspServer(here, 0, PATH, ACCOUNT, 2, feed);
            cameras.add(camera);
            TapoServer siren = new TapoServer(here, 0, new TapoFace("soak " + i, ACCOUNT.user(), ACCOUNT.password(),
                    TapoFirmware.USUAL, TimeSource.system()));
            sirens.add(siren);
            listed.add(ListedCamera.at(i + 1, "Soak " + (i + 1), camera.host(), camera.port(), PATH, ACCOUNT.user(),
                    ACCOUNT.password()).with("api_port", siren.port()));
        }
        backend.assign(listed);
    }

    RehearsalBackend backend() {
        return backend;
    }

    List<RtspServer> cameras() {
        return cameras;
    }

    List<TapoServer> sirens() {
        return sirens;
    }

    /** The cameras as they are assigned, in the order of {@link #cameras()}. */
    List<ListedCamera> listed() {
        return listed;
    }

    @Override
    public void close() {
        backend.close();
        cameras.forEach(RtspServer::close);
        sirens.forEach(TapoServer::close);
        feeds.forEach(VideoFeed::close);
    }
}
