package dev.vigil.rehearsal.rtsp;

import dev.vigil.rehearsal.video.AccessUnit;
import dev.vigil.rehearsal.video.VideoFeed;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * What one client gets after PLAY: the feed's pictures from a key picture on, sent by a thread of its own, so that a
 * slow client holds up nobody. A client that is too slow loses pictures up to the next key picture.
 */
final class MediaSession implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(MediaSession.class);
    private static final double LONGEST_QUEUE_SECONDS = 4;

    private final PacketChannel channel;
    private final Supplier<Fault> fault;
    private final RtpStream stream;
    private final BlockingQueue<AccessUnit> queue;
    private final Random noise = new Random(1);
    private final VideoFeed.Subscription subscription;
    private final Thread sender;
    private boolean keyNeeded = true;
    private boolean hanging;

    MediaSession(VideoFeed feed, PacketChannel channel, Supplier<Fault> fault) {
        this.channel = channel;
        this.fault = fault;
        stream = new RtpStream(new FaultyChannel());
        queue = new ArrayBlockingQueue<>((int) Math.ceil(LONGEST_QUEUE_SECONDS * feed.rate()));
        sender = new Thread(this::run, Thread.currentThread().getName() + "-sender");
        sender.setDaemon(true);
        sender.start();
        subscription = feed.watch(this::offer);
    }

    private void offer(AccessUnit unit) {
        if (keyNeeded && !unit.key()) {
            return;
        }
        keyNeeded = !queue.offer(unit);
    }

    private void run() {
        try {
            while (true) {
                stream.send(queue.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debugf("an RTSP client is gone; its dialogue's thread ends the session: %s", e.getMessage());
        }
    }

    @Override
    public void close() {
        subscription.close();
        sender.interrupt();
        channel.close();
    }

    /** Puts the camera's fault between the stream and the network. */
    private final class FaultyChannel implements PacketChannel {

        @Override
        public void sendRtp(byte[] packet) throws IOException {
            if (hanging) {
                return;
            }
            switch (fault.get()) {
                case STALL -> { }
                case HANG_MID_PACKET -> {
                    hanging = true;
                    channel.sendPartOfRtp(packet);
                }
                case GARBAGE -> channel.sendRtp(garbled(packet));
                default -> channel.sendRtp(packet);
            }
        }

        @Override
        public void sendRtcp(byte[] packet) throws IOException {
            if (!hanging && fault.get() != Fault.STALL) {
                channel.sendRtcp(packet);
            }
        }

        @Override
        public void sendPartOfRtp(byte[] packet) throws IOException {
            channel.sendPartOfRtp(packet);
        }

        private byte[] garbled(byte[] packet) {
            byte[] garbled = new byte[packet.length];
            noise.nextBytes(garbled);
            System.arraycopy(packet, 0, garbled, 0, Math.min(packet.length, RtpStream.HEADER_BYTES));
            return garbled;
        }

        @Override
        public void close() {
            channel.close();
        }
    }
}
