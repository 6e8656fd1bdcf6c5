package dev.vigil.stream;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;

import dev.vigil.time.TimeSource;
import java.util.function.LongConsumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * The way of one connection's packets. While the {@link Gate} is open each is decoded as it comes. While it is shut they
 * are only kept, and key pictures are decoded by themselves and compared; when it opens, all that was kept is decoded in
 * a burst, so that judges see what they would have seen of the last two seconds.
 *
 * <p>The mailbox keeps only the newest frame. In a burst each sample therefore waits until the one before was taken,
 * for some seconds in all, while packets go on being received in time.
 */
final class PacketRoute implements AutoCloseable {

    /** Judges weigh windows of two seconds. */
    private static final long HISTORY_NANOS = 2_100_000_000L;
    /** A burst that is not taken by then is decoded without waiting, and the newest frame counts. */
    private static final long MOST_WAITING_NANOS = 3_000_000_000L;
    /** Share of the time between two packets that may be spent waiting: the next one is to be stamped in time. */
    private static final double WAITING_SHARE = 0.7;
    private static final long LONGEST_INTERVAL_NANOS = 100_000_000L;

    private final PictureDecoder decoder;
    private final FrameSampler sampler;
    private final Gate gate;
    private final TamperGuard guard;
    private final LongConsumer received;
    private final LongConsumer seen;
    private final TimeSource time;
    private final Backlog backlog = new Backlog();
    private final PacketTimes times = new PacketTimes();
    private final SmallPicture small = new SmallPicture();
    /** The oldest packet kept is decoded already. */
    private boolean firstIsDecoded;
    /** Key pictures were decoded by themselves since: the decoder must begin at one of them. */
    private boolean apart;
    private long openedNanos;
    private long lastArrivalNanos;
    private double interval = LONGEST_INTERVAL_NANOS;

    /**
     * @param received hears the arrival of each packet that was kept undecoded
     * @param seen     hears the arrival of each whole picture's packet
     */
    PacketRoute(PictureDecoder decoder, FrameSampler sampler, Gate gate, TamperGuard guard, LongConsumer received,
            LongConsumer seen, TimeSource time) {
        this.decoder = decoder;
        this.sampler = sampler;
        this.gate = gate;
        this.guard = guard;
        this.received = received;
        this.seen = seen;
        this.time = time;
        openedNanos = time.nanos();
        lastArrivalNanos = openedNanos;
        gate.connected(openedNanos);
    }

    /** Takes the next packet, whose content is gone afterwards. */
    void packet(AVPacket packet, long arrivalNanos, long senderMicros) throws StreamFault {
        pace(arrivalNanos);
        int bytes = packet.size();
        if (!backlog.hasRoom(bytes)) {
            decodeWithoutWaiting(arrivalNanos);
        }
        Backlog.Held held = backlog.add(packet);
        held.key = (held.packet().flags() & AV_PKT_FLAG_KEY) != 0;
        held.number = sampler.nextNumber();
        held.arrivalNanos = arrivalNanos;
        held.senderMicros = senderMicros;
        gate.packet(held.key, bytes, arrivalNanos);
        if (gate.isShut()) {
            keep(held);
        }
        if (!gate.isShut()) {
            begin(arrivalNanos);
            catchUp(arrivalNanos + (long) (interval * WAITING_SHARE));
        }
    }

    /** For how long from now the packets to come may be left alone, so that a few are read at once; 0 to read on. */
    long restNanos(PacketPace pace, long now) {
        if (gate.isSettled()) {
            return pace.restNanos(now, gate.nextKeyNanos());
        }
        return gate.isShut() || backlog.size() > 0 ? 0 : pace.restBefore(now, sampler.beforeDue());
    }

    private void pace(long arrivalNanos) {
        long step = Math.min(LONGEST_INTERVAL_NANOS, arrivalNanos - lastArrivalNanos);
        interval += (step - interval) / 32;
        lastArrivalNanos = arrivalNanos;
    }

    private void decodeWithoutWaiting(long arrivalNanos) throws StreamFault {
        if (gate.isShut()) {
            gate.open(WakeCause.UNSUITED, arrivalNanos);
        }
        begin(arrivalNanos);
        while (backlog.size() > 0 && !gate.isShut()) {
            decodeFirst();
        }
    }

    private void keep(Backlog.Held held) throws StreamFault {
        if (!held.key) {
            received.accept(held.arrivalNanos);
            return;
        }
        apart = true;
        if (!decoder.decodeApart(held.packet())) {
            gate.open(WakeCause.UNSUITED, held.arrivalNanos);
            return;
        }
        seen.accept(held.arrivalNanos);
        SmallPicture picture = small();
        guard.picture(picture, held);
        gate.picture(picture, held.arrivalNanos);
        if (gate.isShut() && gate.lookDue(picture, held.arrivalNanos)) {
            gate.looked(picture, held.number, held.arrivalNanos);
            sampler.glance(decoder, held.arrivalNanos, held.senderMicros, held.number);
        }
        sampler.rest();
        decoder.dropPicture();
        backlog.keepSince(held.arrivalNanos - HISTORY_NANOS);
    }

    /** Makes the decoder ready for the oldest packet kept. */
    private void begin(long arrivalNanos) throws StreamFault {
        if (apart) {
            decoder.flush();
            times.clear();
            while (backlog.size() > 0 && !backlog.first().key) {
                backlog.dropFirst();
            }
            sampler.nothingBefore(arrivalNanos - HISTORY_NANOS);
            openedNanos = arrivalNanos;
        } else if (firstIsDecoded) {
            backlog.dropFirst();
            openedNanos = arrivalNanos;
        }
        apart = false;
        firstIsDecoded = false;
    }

    /** Decodes what is kept, as far as the samples are taken by then; the rest waits for the next packet. */
    private void catchUp(long untilNanos) throws StreamFault {
        while (backlog.size() > 0 && !gate.isShut()) {
            Backlog.Held first = backlog.first();
            boolean waits = backlog.size() > 1 && sampler.isDue(first.number, first.arrivalNanos)
                    && untilNanos - openedNanos < MOST_WAITING_NANOS;
            if (waits && !sampler.awaitTaken(untilNanos - time.nanos())) {
                return;
            }
            decodeFirst();
        }
    }

    private void decodeFirst() throws StreamFault {
        Backlog.Held held = backlog.first();
        boolean late = backlog.size() > 1;
        times.add(held.packet().pts(), held.arrivalNanos, held.senderMicros, held.number);
        decoder.send(held.packet());
        while (decoder.next()) {
            int place = times.find(decoder.picture().pts());
            long arrivalNanos = times.arrivalNanos(place);
            seen.accept(arrivalNanos);
            boolean due = sampler.isDue(times.number(place), arrivalNanos);
            compare(held, due && gate.compares(), times.number(place), arrivalNanos);
            if (due) {
                sampler.everyNth(gate.alertness() == Alertness.ALARMED);
                sampler.sample(decoder, arrivalNanos, times.senderMicros(place), times.number(place),
                        late ? time.nanos() - arrivalNanos : 0);
            }
        }
        if (held.key && !late && gate.shutIfCalm(held.arrivalNanos)) {
            firstIsDecoded = true;
        } else {
            backlog.dropFirst();
        }
    }

    private void compare(Backlog.Held held, boolean byGate, long number, long arrivalNanos) throws StreamFault {
        if (!held.key && !byGate) {
            return;
        }
        SmallPicture picture = small();
        if (held.key) {
            guard.picture(picture, held);
        }
        if (byGate) {
            gate.picture(picture, arrivalNanos);
            if (picture != null) {
                gate.looked(picture, number, arrivalNanos);
            }
        }
    }

    /**
     * The decoder's picture; null where its brightness does not lie in bytes of its own. Of one that stays on a device
     * nothing else is brought down; of others the sample will need the whole.
     */
    private SmallPicture small() throws StreamFault {
        return small.read(sampler.handsOver() ? decoder.brightness() : decoder.hostPicture()) ? small : null;
    }

    @Override
    public void close() {
        backlog.close();
    }
}
