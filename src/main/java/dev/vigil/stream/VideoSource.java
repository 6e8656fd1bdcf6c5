package dev.vigil.stream;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * What to open. The location may hold a user and a password, so nothing but {@link StreamConnection} reads it;
 * {@link #toString()} shows no more than scheme, host and port (some cameras take passwords in the path, too).
 *
 * @param location an RTSP URL with percent-encoded user part, or a file's path
 */
public record VideoSource(String location, Transport transport) {

    /** How the video travels. */
    public enum Transport {
        /** RTP inside the RTSP connection: works through firewalls, loses nothing. */
        TCP,
        /** RTP in datagrams of its own. */
        UDP,
        /** No network: a video file, read as fast as it is taken. */
        FILE
    }

    public VideoSource {
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(transport, "transport");
    }

    /**
     * A camera's stream.
     *
     * @param url {@code rtsp://user:password@host:port/path}, user and password percent-encoded
     * @throws IllegalArgumentException where it is no RTSP URL, or the transport is not of the network; without the URL
     */
    public static VideoSource rtsp(String url, Transport transport) {
        String lower = url.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("rtsp://") && !lower.startsWith("rtsps://")) {
            throw new IllegalArgumentException("a camera's address must begin with rtsp:// or rtsps://");
        }
        if (transport == Transport.FILE) {
            throw new IllegalArgumentException("RTSP travels over TCP or UDP");
        }
        return new VideoSource(url, transport);
    }

    /** A video file of any container that FFmpeg reads. */
    public static VideoSource file(Path path) {
        return new VideoSource(path.toString(), Transport.FILE);
    }

    boolean isFile() {
        return transport == Transport.FILE;
    }

    /** Whether packets that are not read at once are kept by the network, and in the end by the camera. */
    boolean keepsPackets() {
        return transport == Transport.TCP;
    }

    @Override
    public String toString() {
        return isFile() ? "file " + location : endpoint() + " over " + transport;
    }

    /** Characters of the percent-encoded user and password. */
    int userInfoLength() {
        int begin = location.indexOf("://") + 3;
        int slash = location.indexOf('/', begin);
        int at = location.lastIndexOf('@', slash < 0 ? location.length() : slash);
        return isFile() || at < begin ? 0 : at - begin;
    }

    private String endpoint() {
        try {
            URI uri = URI.create(location);
            if (uri.getHost() != null) {
                return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
            }
        } catch (IllegalArgumentException unreadable) {
            // Its message would hold the location.
        }
        return "an RTSP address";
    }
}
