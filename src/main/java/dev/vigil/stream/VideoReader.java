package dev.vigil.stream;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads a video file picture by picture, as fast as it is asked, through the decoder and the scaler that serve cameras.
 * For one thread.
 */
public final class VideoReader implements AutoCloseable {

    private static final double NANOS = 1e9;

    private final Path file;
    private final ReadDeadline deadline;
    private final StreamSettings settings = StreamSettings.defaults(1);
    private StreamConnection connection;
    private PictureDecoder decoder;
    private final PictureScaler scaler;
    private final double usualSeconds;
    private boolean ended;
    private long pictures;
    private long firstNanos;
    private long lastNanos;

    /**
     * Opens a file.
     *
     * @param size of the frames it will fill
     * @param rate pictures a second where the file has no time stamps
     * @throws IOException where it cannot be opened or holds no video that can be decoded; nothing is left open then
     */
    public VideoReader(Path file, PictureSize size, double rate, TimeSource time) throws IOException {
        this.file = file;
        usualSeconds = 1 / rate;
        deadline = new ReadDeadline(time);
        scaler = new PictureScaler(size);
        try {
            connection = new StreamConnection(VideoSource.file(file), settings, deadline);
            decoder = new PictureDecoder(connection.parameters(), new StreamCounters(time));
        } catch (StreamFault fault) {
            close();
            throw new IOException(file + ": " + fault.getMessage());
        } catch (RuntimeException | LinkageError failure) {
            close();
            throw failure;
        }
    }

    /**
     * Fills the frame with the next picture; its arrival is the picture's time in the file, 0 for the first one, and
     * always later than that of the one before.
     *
     * @return false at the end; the frame is left as it was
     * @throws IOException where the file is damaged beyond going on
     */
    public boolean next(Frame frame) throws IOException {
        try {
            while (true) {
                while (decoder.next()) {
                    if (stamp(frame)) {
                        scaler.scale(decoder.picture(), frame);
                        return true;
                    }
                }
                if (ended) {
                    return false;
                }
                feed();
            }
        } catch (StreamFault fault) {
            throw new IOException(file + ": " + fault.getMessage());
        }
    }

    private void feed() throws StreamFault {
        deadline.allow(settings.stallTimeout());
        try {
            connection.read();
        } catch (StreamFault fault) {
            if (fault.blindCause() != BlindCause.ENDED) {
                throw fault;
            }
            ended = true;
            decoder.finish();
            return;
        }
        decoder.send(connection.packet());
    }

    /** Stamps the frame; false for a picture that is no later than the one before and would run time backwards. */
    private boolean stamp(Frame frame) {
        long stamp = decoder.picture().pts();
        long nanos = stamp == AV_NOPTS_VALUE
                ? lastNanos + (long) (usualSeconds * NANOS)
                : (long) (stamp * connection.stampSeconds() * NANOS);
        if (pictures == 0) {
            firstNanos = nanos;
        } else if (nanos <= lastNanos) {
            return false;
        }
        lastNanos = nanos;
        frame.sequence = ++pictures;
        frame.arrivalNanos = nanos - firstNanos;
        frame.captureMillis = frame.arrivalNanos / 1_000_000;
        frame.decodedNanos = frame.arrivalNanos;
        frame.batchedNanos = 0;
        frame.inferredNanos = 0;
        return true;
    }

    @Override
    public void close() {
        if (decoder != null) {
            decoder.close();
        }
        if (connection != null) {
            connection.close();
        }
        scaler.close();
        deadline.close();
    }
}
