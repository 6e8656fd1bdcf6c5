package dev.vigil.bench;

import dev.vigil.rehearsal.backend.ListedCamera;
import dev.vigil.rehearsal.backend.RehearsalBackend;
import dev.vigil.rehearsal.rtsp.Credentials;
import dev.vigil.rehearsal.rtsp.RtspServer;
import dev.vigil.rehearsal.tapo.TapoFace;
import dev.vigil.rehearsal.tapo.TapoFirmware;
import dev.vigil.rehearsal.tapo.TapoServer;
import dev.vigil.rehearsal.video.Recording;
import dev.vigil.rehearsal.video.VideoFeed;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A back end and cameras before one recording, each at another place of it, and with its key pictures at other moments.
 * As real ones they run before anybody watches them: whoever connects waits for the next key picture.
 */
public final class RecordedSite implements AutoCloseable {

    private static final String PATH = "/stream2";
    private static final Credentials ACCOUNT = new Credentials("bench", "only-a-bench");
    /** How its cameras are logged in to. */
    static final String USER_INFO = ACCOUNT.user() + ":" + ACCOUNT.password();
    /** More cameras share them. */
    private static final int MOST_FEEDS = 64;
    /** Of the recordings: over so long the cameras' key pictures are spread. */
    private static final double KEY_INTERVAL_NANOS = 2e9;

    private final RehearsalBackend backend = RehearsalBackend.start(0);
    private final List<VideoFeed> feeds = new ArrayList<>();
    private final List<RtspServer> cameras = new ArrayList<>();
    private final List<TapoServer> sirens = new ArrayList<>();
    private final List<ListedCamera> listed = new ArrayList<>();

    /** Starts so many cameras, which get the ids 1, 2, 3 ... */
    public RecordedSite(int size, Recording recording) throws IOException {
        int places = Math.min(size, MOST_FEEDS);
        for (int i = 0; i < places; i++) {
            VideoFeed feed = new VideoFeed("bench-" + i, recording.from((double) i / places), TimeSource.system());
            feed.watch(unit -> { });
            feeds.add(feed);
            LockSupport.parkNanos((long) (KEY_INTERVAL_NANOS / places));
        }
        InetAddress here = InetAddress.getByName("127.0.0.1");
        for (int i = 0; i < size; i++) {
            RtspServer camera = new RtspServer(here, 0, PATH, ACCOUNT, 2, feeds.get(i % places));
            cameras.add(camera);
            TapoServer siren = new TapoServer(here, 0, new TapoFace("bench " + i, ACCOUNT.user(), ACCOUNT.password(),
                    TapoFirmware.USUAL, TimeSource.system()));
            sirens.add(siren);
            listed.add(ListedCamera.at(i + 1, "Bench " + (i + 1), camera.host(), camera.port(), PATH, ACCOUNT.user(),
                    ACCOUNT.password()).with("api_port", siren.port()));
        }
        backend.assign(listed);
    }

    public RehearsalBackend backend() {
        return backend;
    }

    /** In the order of their ids, from 1. */
    public List<RtspServer> cameras() {
        return cameras;
    }

    /** The cameras' HTTPS sides, in the same order. */
    public List<TapoServer> sirens() {
        return sirens;
    }

    /** The cameras as they are assigned, in the same order. */
    public List<ListedCamera> listed() {
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
