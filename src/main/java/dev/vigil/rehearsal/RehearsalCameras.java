package dev.vigil.rehearsal;

import dev.vigil.rehearsal.onvif.OnvifCamera;
import dev.vigil.rehearsal.rtsp.RtspServer;
import dev.vigil.rehearsal.scene.Scene;
import dev.vigil.rehearsal.tapo.TapoFace;
import dev.vigil.rehearsal.tapo.TapoFirmware;
import dev.vigil.rehearsal.tapo.TapoServer;
import dev.vigil.rehearsal.video.FilmPictures;
import dev.vigil.rehearsal.video.PictureSource;
import dev.vigil.rehearsal.video.VideoFeed;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The cameras of a rehearsal site, serving RTSP and Tapo's HTTPS on 127.0.0.1 until closed. */
public final class RehearsalCameras implements AutoCloseable {

    /** Where every camera's stream lies: a Tapo's small one. */
    public static final String PATH = "/stream2";

    private final TimeSource time;
    private final Map<Show, Screen> screens = new HashMap<>();
    private final List<RehearsalCamera> cameras = new ArrayList<>();

    private RehearsalCameras(TimeSource time) {
        this.time = time;
    }

    /** A show that runs, and the truth about it; null where that is not known. */
    private record Screen(VideoFeed feed, Truth truth) {
    }

    /**
     * Starts a site's cameras; nothing is drawn until somebody watches.
     *
     * @throws UncheckedIOException where a port is taken; no camera runs then
     */
    public static RehearsalCameras start(List<CameraSpec> specs, TimeSource time) {
        RehearsalCameras site = new RehearsalCameras(time);
        try {
            specs.forEach(site::add);
            return site;
        } catch (RuntimeException e) {
            site.close();
            throw e;
        }
    }

    /** The four cameras that dev mode shows: a fight every two minutes before the first one, calm before the others. */
    public static List<CameraSpec> usual(String user, String password) {
        return List.of(
            CameraSpec.of("Main Entrance", Show.fight(1), user, password),
            CameraSpec.of("Side Street", Show.busy(2), user, password),
            CameraSpec.of("Courtyard", Show.meeting(3), user, password),
            CameraSpec.of("Loading Bay", Show.empty(4), user, password));
    }

    private void add(CameraSpec spec) {
        Screen screen = screens.computeIfAbsent(spec.show(), this::open);
        TapoFace face = new TapoFace(spec.name(), spec.credentials().user(), spec.credentials().password(),
            TapoFirmware.USUAL, time);
        try {
            InetAddress here = InetAddress.getByName("127.0.0.1");
            TapoServer tapo = new TapoServer(here, 0, face);
            try {
                RtspServer server = new RtspServer(here, spec.port(), PATH, spec.credentials(), spec.mostSessions(),
                    screen.feed);
                cameras.add(new RehearsalCamera(spec, server, tapo, onvif(spec), screen.truth));
            } catch (IOException e) {
                tapo.close();
                throw e;
            }
        } catch (IOException e) {
            String where = spec.name() + " cannot listen on port " + spec.port();
            throw new UncheckedIOException("rehearsal camera " + where, e);
        }
    }

    /** Tapo cameras have ONVIF, but no relays. */
    private static OnvifCamera onvif(CameraSpec spec) throws IOException {
        OnvifCamera onvif = OnvifCamera.start(0, spec.credentials().user(), spec.credentials().password(), List.of());
        onvif.serveAt("/onvif/service");
        return onvif;
    }

    private Screen open(Show show) {
        Optional<Scene> scene = show.scene();
        PictureSource pictures = scene.<PictureSource>map(ScenePictures::new)
            .orElseGet(() -> new FilmPictures(show.film()));
        VideoFeed feed = new VideoFeed(show.plot().name().toLowerCase(Locale.ROOT), pictures, time);
        return new Screen(feed, scene.map(drawn -> new Truth(drawn, feed)).orElse(null));
    }

    /** In the order in which they were asked for. */
    public List<RehearsalCamera> cameras() {
        return List.copyOf(cameras);
    }

    @Override
    public void close() {
        cameras.forEach(camera -> {
            camera.server().close();
            camera.tapo().close();
            camera.onvif().close();
        });
        screens.values().forEach(screen -> screen.feed.close());
    }
}
