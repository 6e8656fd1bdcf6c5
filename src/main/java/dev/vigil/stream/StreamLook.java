package dev.vigil.stream;

import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avutil;

/** One look at a source: connects, waits for the first whole picture and leaves again. */
public final class StreamLook {

    private final StreamDetails details;
    private final StreamFault fault;

    private StreamLook(StreamDetails details, StreamFault fault) {
        this.details = details;
        this.fault = fault;
    }

    /** The version of FFmpeg, once it is loaded; throws a LinkageError where it cannot be. */
    public static String library() {
        FFmpeg.init();
        return avutil.av_version_info().getString();
    }

    /** Blocks until it is known, as long as the settings allow. */
    public static StreamLook at(VideoSource source, StreamSettings settings, TimeSource time) {
        ReadDeadline deadline = new ReadDeadline(time);
        try {
            return new StreamLook(look(source, settings, deadline, time), null);
        } catch (StreamFault fault) {
            return new StreamLook(null, fault);
        } finally {
            deadline.close();
        }
    }

    private static StreamDetails look(VideoSource source, StreamSettings settings, ReadDeadline deadline,
            TimeSource time) throws StreamFault {
        long began = time.nanos();
        try (StreamConnection connection = new StreamConnection(source, settings, deadline);
             PictureDecoder decoder = new PictureDecoder(connection.parameters(), new StreamCounters(time),
                     null, null)) {
            while (time.nanos() - began <= settings.undecodableAfter().toNanos()) {
                deadline.allow(settings.stallTimeout());
                connection.read();
                decoder.send(connection.packet());
                if (decoder.next()) {
                    double rate = decoder.declaredRate() > 0 ? decoder.declaredRate() : connection.declaredRate();
                    return new StreamDetails(decoder.codecName(), new PictureSize(decoder.picture().width(),
                            decoder.picture().height()), rate, Duration.ofNanos(time.nanos() - began));
                }
            }
            throw new StreamFault(BlindCause.BROKEN, "packets come in, but no picture can be decoded");
        }
    }

    /** What it carries; empty where nothing could be seen. */
    public Optional<StreamDetails> details() {
        return Optional.ofNullable(details);
    }

    /** Why nothing could be seen; empty where something was. */
    public Optional<BlindCause> cause() {
        return Optional.ofNullable(fault).map(StreamFault::blindCause);
    }

    /** The same in words, without secrets; empty where something was seen. */
    public String trouble() {
        return fault == null ? "" : fault.blindCause().words() + " (" + fault.getMessage() + ")";
    }
}
