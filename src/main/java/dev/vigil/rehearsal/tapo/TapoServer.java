package dev.vigil.rehearsal.tapo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.jboss.logging.Logger;

/** A camera's HTTPS port. Safe for use by many threads. */
public final class TapoServer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TapoServer.class);

    private final TapoFace face;
    private final ServerSocket listener;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private volatile SSLContext context = SelfSigned.context();

    /**
     * Listens at once.
     *
     * @param port 0 for any free one
     * @throws IOException where the port is taken
     */
    public TapoServer(InetAddress host, int port, TapoFace face) throws IOException {
        this.face = face;
        listener = new ServerSocket();
        try {
            listener.bind(new InetSocketAddress(host, port));
        } catch (IOException taken) {
            listener.close();
            throw taken;
        }
        start(this::accept, "rehearsal-tapo-" + port());
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** What the camera knows and does: its siren's diary, its firmware and its faults. */
    public TapoFace face() {
        return face;
    }

    /** From now on the camera shows another certificate, as after a reset; clients are hung up on. */
    public void renewCertificate() {
        context = SelfSigned.context();
        hangUp();
    }

    /** Ends every connection; the next ones are welcome. */
    public void hangUp() {
        clients.forEach(TapoServer::quietly);
    }

    private void accept() {
        try {
            for (int number = 0; ; number++) {
                Socket client = listener.accept();
                clients.add(client);
                if (listener.isClosed()) {
                    // It came in while the camera went away.
                    quietly(client);
                }
                TapoConnection connection = new TapoConnection(client, context, face);
                start(() -> serve(connection, client), "rehearsal-tapo-" + port() + "-" + number);
            }
        } catch (IOException closed) {
            LOG.debugf("the rehearsal camera's HTTPS port %d is closed", port());
        }
    }

    private void serve(TapoConnection connection, Socket client) {
        try {
            connection.serve();
        } catch (IOException gone) {
            LOG.debugf("a client of the rehearsal camera at port %d is gone: %s", port(), gone.getMessage());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            clients.remove(client);
            quietly(client);
        }
    }

    private static void start(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void quietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception alreadyGone) {
            LOG.debugf("closing: %s", alreadyGone.getMessage());
        }
    }

    @Override
    public void close() {
        quietly(listener);
        hangUp();
    }
}
