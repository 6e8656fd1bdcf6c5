package dev.vigil.rehearsal.rtsp;

import dev.vigil.rehearsal.video.VideoFeed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * A camera on the network: one video feed behind RTSP 1.0 at one path, for one account. Safe for use by many threads.
 * The feed is not closed with the server, because cameras may share it.
 */
public final class RtspServer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RtspServer.class);

    private final String path;
    private final VideoFeed feed;
    private final int mostSessions;
    private final InetSocketAddress address;
    private final Set<RtspConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sessions = new AtomicInteger();
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger refusedLogins = new AtomicInteger();
    private volatile Credentials credentials;
    private volatile Fault fault = Fault.NONE;
    private ServerSocket listener;
    private Thread acceptor;

    /**
     * Listens at once.
     *
     * @param port         0 for any free one
     * @param path         for instance {@code /stream2}
     * @param mostSessions how many clients may be served at a time; the next gets 453 on SETUP
     * @throws IOException where the port is taken
     */
    public RtspServer(InetAddress host, int port, String path, Credentials credentials, int mostSessions,
                      VideoFeed feed) throws IOException {
        this.path = path;
        this.feed = feed;
        this.mostSessions = mostSessions;
        this.credentials = credentials;
        this.address = listen(new InetSocketAddress(host, port));
    }

    private synchronized InetSocketAddress listen(InetSocketAddress where) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        try {
            socket.bind(where);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        listener = socket;
        acceptor = new Thread(() -> accept(socket), "rehearsal-rtsp-" + socket.getLocalPort());
        acceptor.setDaemon(true);
        acceptor.start();
        return new InetSocketAddress(where.getAddress(), socket.getLocalPort());
    }

    private void accept(ServerSocket socket) {
        try {
            for (int number = 0; ; number++) {
                serve(socket.accept(), socket, Thread.currentThread().getName() + "-" + number);
            }
        } catch (IOException e) {
            LOG.debugf("the rehearsal camera at port %d stopped listening", socket.getLocalPort());
        }
    }

    private void serve(Socket client, ServerSocket listening, String name) throws IOException {
        RtspConnection connection = new RtspConnection(this, client);
        connections.add(connection);
        if (listening.isClosed()) {
            // It came in while the camera went away.
            connection.close();
        }
        Thread thread = new Thread(() -> {
            connection.run();
            connections.remove(connection);
        }, name);
        thread.setDaemon(true);
        thread.start();
    }

    public String host() {
        return address.getAddress().getHostAddress();
    }

    public int port() {
        return address.getPort();
    }

    public String path() {
        return path;
    }

    /** From now on the camera has this fault; {@link Fault#NONE} heals what can be healed without a new connection. */
    public void fault(Fault fault) {
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }

    /** From now on only these are accepted; sessions that run go on. */
    public void credentials(Credentials credentials) {
        this.credentials = credentials;
    }

    Credentials credentials() {
        return credentials;
    }

    VideoFeed feed() {
        return feed;
    }

    /** Cuts every connection; new ones are accepted. */
    public void cut() {
        connections.forEach(RtspServer::close);
    }

    /** Cuts every connection and refuses new ones, as a camera without power does, until {@link #comeBack()}. */
    public synchronized void goAway() {
        try {
            listener.close();
            // The system goes on listening until the thread that accepts has woken up.
            acceptor.join();
        } catch (IOException e) {
            throw new UncheckedIOException("the camera cannot stop listening", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cut();
    }

    /** Listens again, at the same port, after {@link #goAway()}. */
    public synchronized void comeBack() {
        if (listener.isClosed()) {
            try {
                listen(address);
            } catch (IOException e) {
                throw new UncheckedIOException("the camera cannot listen again", e);
            }
        }
    }

    /** Sessions that are set up now. */
    public int sessions() {
        return sessions.get();
    }

    /** How often a client presented credentials: once for each connection, and each time they were wrong. */
    public int logins() {
        return logins.get();
    }

    /** How often they were wrong. */
    public int refusedLogins() {
        return refusedLogins.get();
    }

    void countLogin(boolean accepted) {
        logins.incrementAndGet();
        if (!accepted) {
            refusedLogins.incrementAndGet();
        }
    }

    boolean takeSeat() {
        return sessions.getAndUpdate(taken -> taken < mostSessions ? taken + 1 : taken) < mostSessions;
    }

    void leaveSeat() {
        sessions.decrementAndGet();
    }

    @Override
    public void close() {
        goAway();
    }

    private static void close(RtspConnection connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a connection cannot be closed", e);
        }
    }
}
