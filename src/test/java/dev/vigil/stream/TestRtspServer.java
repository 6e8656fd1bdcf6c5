package dev.vigil.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A camera's RTSP server on the loopback that can be made to misbehave. Every connection gets {@link #behaviour} as it
 * is when it matters, so that a test can change it while a stream is running.
 */
final class TestRtspServer implements AutoCloseable {

    /** What the camera does. All but the first four do so once playing. */
    enum Behaviour {
        PLAY, NOT_FOUND, HANG_IN_DESCRIBE, GARBAGE_ANSWER,
        /** Answers PLAY and sends nothing, or stops sending. */
        SILENT,
        /** Sends the first half of a packet and no more. */
        HANG_MID_FRAME,
        /** Closes the connection. */
        HANG_UP,
        /** RTP packets whose payload is noise. */
        NOISE,
        /** Bytes that are neither RTP nor RTSP. */
        GARBAGE,
        /** Loses every 11th packet. */
        LOSSY
    }

    static final String USER = "guard";

    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger logins = new AtomicInteger();
    final AtomicInteger teardowns = new AtomicInteger();
    final List<TestVideo> programme;
    /** When each picture was sent, on the wall clock of this machine. */
    final List<Long> sentMillis = new CopyOnWriteArrayList<>();
    volatile Behaviour behaviour = Behaviour.PLAY;
    /** Asked for, unless null. */
    volatile String password;
    volatile int framesPerSecond = 25;
    /** The sender's clock less ours, or null where it sends no reports. */
    volatile Long clockAheadMillis;

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private ServerSocket listener;
    private Thread acceptor;
    private int port;

    TestRtspServer(TestVideo... programme) {
        this.programme = Arrays.asList(programme);
        start();
    }

    TestRtspServer lockedWith(String secret) {
        password = secret;
        return this;
    }

    int port() {
        return port;
    }

    VideoSource source(VideoSource.Transport transport) {
        return VideoSource.rtsp("rtsp://127.0.0.1:" + port + "/live", transport);
    }

    /** @param userInfo percent-encoded {@code user:password} */
    VideoSource source(String userInfo) {
        return VideoSource.rtsp("rtsp://" + userInfo + "@127.0.0.1:" + port + "/live", VideoSource.Transport.TCP);
    }

    /** Comes (back) to life, on the same port. */
    void start() {
        try {
            listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            port = listener.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        ServerSocket current = listener;
        acceptor = daemon(() -> accept(current));
    }

    /**
     * Dies as a process does: connections are cut, new ones refused. For as long as the acceptor has not left its system
     * call, the kernel takes another connection, although the listener is closed.
     */
    void stop() {
        try {
            listener.close();
            acceptor.join();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private void accept(ServerSocket current) {
        while (!current.isClosed()) {
            try {
                Socket socket = current.accept();
                connections.incrementAndGet();
                open.add(socket);
                daemon(() -> {
                    try (socket) {
                        new TestRtspSession(this, socket).serve();
                    } catch (IOException | InterruptedException gone) {
                        // The client left, or the test stopped the server.
                    } finally {
                        open.remove(socket);
                    }
                });
            } catch (IOException closed) {
                return;
            }
        }
    }

    static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "test-rtsp");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
