package dev.vigil.capacity;

import dev.vigil.camera.AssignmentChange;
import dev.vigil.camera.Camera;
import dev.vigil.camera.CameraAccess;
import dev.vigil.camera.RtspAddress;
import dev.vigil.rehearsal.rtsp.Credentials;
import dev.vigil.rehearsal.rtsp.RtspServer;
import dev.vigil.rehearsal.video.Recording;
import dev.vigil.rehearsal.video.VideoFeed;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Rehearsal cameras before one recording, each at another place of it. */
final class Site implements AutoCloseable {

    private static final String PATH = "/stream2";
    private static final Credentials ACCOUNT = new Credentials("capacity", "only-a-trial");
    /** Cameras at the same place of the recording share a feed, which costs a thread. */
    private static final int MOST_FEEDS = 24;

    private final List<VideoFeed> feeds = new ArrayList<>();
    private final List<RtspServer> servers = new ArrayList<>();

    Site(Recording recording, int cameras, TimeSource time) throws IOException {
        try {
            int places = Math.min(cameras, MOST_FEEDS);
            for (int i = 0; i < places; i++) {
                feeds.add(new VideoFeed("capacity-" + i, recording.from((double) i / places), time));
            }
            InetAddress here = InetAddress.getLoopbackAddress();
            for (int i = 0; i < cameras; i++) {
                servers.add(new RtspServer(here, 0, PATH, ACCOUNT, 2, feeds.get(i % places)));
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** All its cameras, as an assignment that is new. */
    AssignmentChange assignment() {
        List<Camera> cameras = new ArrayList<>();
        for (RtspServer server : servers) {
            CameraAccess access = new CameraAccess(new RtspAddress(server.host(), server.port(), PATH,
                    ACCOUNT.user(), ACCOUNT.password()), server.host(), ACCOUNT.user(), ACCOUNT.password(), 1, 1);
            int id = cameras.size() + 1;
            cameras.add(new Camera(id, "Camera " + id, null, null, "none", null, access));
        }
        return new AssignmentChange(null, cameras, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    @Override
    public void close() {
        servers.forEach(RtspServer::close);
        feeds.forEach(VideoFeed::close);
    }
}
