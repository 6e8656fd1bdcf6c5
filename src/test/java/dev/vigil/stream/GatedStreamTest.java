package dev.vigil.stream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.rehearsal.rtsp.Credentials;
import dev.vigil.rehearsal.rtsp.RtspServer;
import dev.vigil.rehearsal.video.VideoFeed;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A gated camera over RTSP, in real time, with a reader as slow as a model on a processor. */
class GatedStreamTest {

    private static final int SKIP = 3;
    private static final long MODEL_MILLIS = 50;

    private record Looked(long number, long heldNanos) {
    }

    @Test
    void aCalmCameraIsSeenAndWhoWalksInIsLookedAtWithoutAGapFromBeforeTheWaking() throws IOException {
        TimeSource time = TimeSource.system();
        List<Looked> looked = new CopyOnWriteArrayList<>();
        AtomicBoolean walks = new AtomicBoolean();
        DrawnCamera drawn = new DrawnCamera(2).with((luma, seconds) -> {
            if (walks.get()) {
                DrawnCamera.fill(luma, 20 + (int) (60 * seconds) % 500, 200, 20, 60, 40);
            }
        });
        StreamSettings settings = StreamSettings.defaults(SKIP)
                .with(new Gating(true, Duration.ofSeconds(10), 5, Duration.ofSeconds(3), 3));
        FrameMailbox mailbox = new FrameMailbox(Watched.SIZE);
        Thread model = TestRtspServer.daemon(() -> look(mailbox, looked));
        Witness witness = new Witness();
        try (VideoFeed feed = new VideoFeed("drawn", drawn, time);
             RtspServer camera = new RtspServer(InetAddress.getByName("127.0.0.1"), 0, "/live",
                     new Credentials("guard", "secret"), 2, feed);
             VideoStream stream = new VideoStream("gate", VideoSource.rtsp("rtsp://guard:secret@127.0.0.1:"
                     + camera.port() + "/live", VideoSource.Transport.TCP), settings, mailbox, witness, time)) {
            stream.start();
            await().atMost(60, SECONDS).until(() -> stream.alertness() == Alertness.CALM);
            long decoded = stream.counters().decoded();
            long packets = stream.counters().packets();
            await().atMost(60, SECONDS).until(() -> stream.counters().packets() >= packets + 60);
            assertTrue(stream.counters().decoded() - decoded <= 5, "key pictures only");
            assertTrue(stream.counters().connected());

            int before = looked.size();
            walks.set(true);
            await().atMost(30, SECONDS).until(() -> stream.alertness() == Alertness.WATCHING);
            await().atMost(30, SECONDS).until(() -> looked.size() >= before + 20);
            // The first may be a look that fell due just then.
            List<Looked> event = List.copyOf(looked).subList(before + 1, before + 20);
            assertTrue(event.get(0).heldNanos() > 0, event::toString);
            for (int i = 1; i < 8; i++) {
                assertEquals(SKIP, event.get(i).number() - event.get(i - 1).number(), event::toString);
            }
            assertEquals(List.of("connected"), witness.events);
            assertEquals(0, stream.counters().decodeErrors());
        } finally {
            model.interrupt();
        }
    }

    private static void look(FrameMailbox mailbox, List<Looked> looked) {
        try {
            while (true) {
                Frame frame = mailbox.take();
                if (frame != null) {
                    looked.add(new Looked(frame.sequence, frame.heldNanos));
                    Thread.sleep(MODEL_MILLIS);
                    mailbox.release(frame);
                } else {
                    Thread.sleep(2);
                }
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
