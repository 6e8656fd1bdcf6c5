package dev.vigil.stream;

import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A video file, picture after picture, as fast as they are asked for: decoded, sampled and scaled by the very same
 * hands as a camera's stream, but timed by the file's own stamps alone, so that every reading of it is alike. Rotation
 * is left as it is stored; pixels that are not square are made so. For one thread.
 */
public final class VideoFileReader implements AutoCloseable {

    /** A file on a share may be slow; a pipe that nobody writes to must not hold us for ever. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final StreamSettings SETTINGS =
            new StreamSettings(1, PATIENCE, PATIENCE, PATIENCE, List.of(PATIENCE), 1);
    /** Where neither the stamps nor the file say how fast it is. */
    private static final double USUAL_RATE = 25;
    /** Stamps are rounded to milliseconds in many containers. */
    private static final double ROUNDING = 0.0011;

    private final Path file;
    private final Sampling sampling;
    private final long startMillis;
    private final StreamCounters counters = new StreamCounters(TimeSource.system());
    private final ReadDeadline deadline;
    private final StreamConnection connection;
    private final PictureDecoder decoder;
    private final PictureScaler scaler;
    private final FileTimes times;
    private boolean drained;
    private long sequence;
    private double due;
    private double seconds;

    /**
     * Opens a file of any container that FFmpeg reads.
     *
     * @param size  of the frames that will be filled
     * @param start the wall time that its first picture is said to be of
     * @throws IOException with one line that names the file, where it cannot be read or decoded
     */
    public VideoFileReader(Path file, PictureSize size, Sampling sampling, Instant start) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + ": there is no such file");
        }
        this.file = file;
        this.sampling = sampling;
        this.startMillis = start.toEpochMilli();
        this.deadline = new ReadDeadline(TimeSource.system());
        try {
            connection = new StreamConnection(VideoSource.file(file), SETTINGS, deadline);
        } catch (StreamFault fault) {
            deadline.close();
            throw new IOException(file + ": is no video (" + fault.getMessage() + ")");
        }
        try {
            decoder = PictureDecoder.ofFile(connection.parameters(), counters);
        } catch (StreamFault fault) {
            connection.close();
            deadline.close();
            throw new IOException(file + ": " + fault.getMessage());
        }
        scaler = new PictureScaler(size);
        times = new FileTimes(connection.tickSeconds(), 1 / (framesPerSecond() > 0 ? framesPerSecond() : USUAL_RATE));
    }

    /** Pictures a second as the file declares it, 0 where it does not. */
    public double framesPerSecond() {
        return connection.declaredRate() > 0 ? connection.declaredRate() : decoder.declaredRate();
    }

    /** How long the file says it is; zero where it does not say. */
    public Duration duration() {
        return Duration.ofMillis(connection.durationMicros() / 1000);
    }

    /** Packets that could not be decoded and damaged pictures, up to now: none of them was given out. */
    public long decodeErrors() {
        return counters.decodeErrors();
    }

    /** Seconds from the file's first picture to the one given out last. */
    public double seconds() {
        return seconds;
    }

    /**
     * Fills the frame with the next picture of the sampling: pixels, its size, its number among all pictures of the
     * file, and its times, all counted from the start instant; {@code arrivalNanos} is the time of the picture in
     * nanoseconds of the epoch.
     *
     * @return false at the end of the file; the frame is as it was then
     * @throws IOException where the file can be read no further, or held no picture that can be decoded
     */
    public boolean next(Frame frame) throws IOException {
        try {
            while (nextPicture()) {
                sequence++;
                double time = times.next(decoder.picture().best_effort_timestamp());
                if (wanted(time)) {
                    seconds = time;
                    fill(frame);
                    return true;
                }
            }
        } catch (StreamFault fault) {
            throw new IOException("%s: cannot be read beyond picture %d (%s)"
                    .formatted(file, sequence, fault.getMessage()));
        }
        if (sequence == 0) {
            throw new IOException(file + ": holds no picture that can be decoded");
        }
        return false;
    }

    /** The decoder's next picture, to the last one that it kept back. */
    private boolean nextPicture() throws StreamFault {
        while (!decoder.next()) {
            if (drained) {
                return false;
            }
            deadline.allow(PATIENCE);
            try {
                connection.read();
                counters.packet();
                decoder.send(connection.packet());
            } catch (StreamFault fault) {
                if (fault.blindCause() != BlindCause.ENDED) {
                    throw fault;
                }
                drained = true;
                decoder.drain();
            }
        }
        return true;
    }

    private boolean wanted(double time) {
        if (sampling.frameSkip() > 0) {
            return sequence % sampling.frameSkip() == 0;
        }
        if (time + ROUNDING < due) {
            return false;
        }
        double step = 1 / sampling.perSecond();
        due = (Math.floor((time + ROUNDING) / step) + 1) * step;
        return true;
    }

    private void fill(Frame frame) throws StreamFault {
        scaler.scale(decoder.picture(), frame);
        long nanos = Math.round(seconds * 1e9);
        frame.sequence = sequence;
        frame.captureMillis = startMillis + nanos / 1_000_000;
        frame.arrivalNanos = startMillis * 1_000_000 + nanos;
        frame.decodedNanos = frame.arrivalNanos;
        frame.batchedNanos = 0;
        frame.inferredNanos = 0;
    }

    @Override
    public void close() {
        scaler.close();
        decoder.close();
        connection.close();
        deadline.close();
    }
}
