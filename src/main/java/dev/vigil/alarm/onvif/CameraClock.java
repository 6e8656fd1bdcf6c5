package dev.vigil.alarm.onvif;

import dev.vigil.time.TimeSource;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * What time the camera believes it is. Read once and carried on by the monotonic clock, so that neither a step of our
 * wall clock nor of its own goes unnoticed for long.
 */
final class CameraClock {

    private final Instant cameraTime;
    private final long atNanos;
    private final TimeSource time;

    private CameraClock(Instant cameraTime, long atNanos, TimeSource time) {
        this.cameraTime = cameraTime;
        this.atNanos = atNanos;
        this.time = time;
    }

    /**
     * From GetSystemDateAndTime, which needs no password; our own time where the camera does not tell its own.
     *
     * @param asked when the call was made, in monotonic nanoseconds
     */
    static CameraClock read(SoapAnswer answer, long asked, TimeSource time) {
        long middle = asked + (time.nanos() - asked) / 2;
        // Cameras tell whole seconds, cut off: half a second more is right on average.
        Instant told = answer.all("UTCDateTime").stream().findFirst().flatMap(CameraClock::instant)
                .map(whole -> whole.plusMillis(500)).orElseGet(() -> time.now().minusNanos(time.nanos() - middle));
        return new CameraClock(told, middle, time);
    }

    private static Optional<Instant> instant(Element utc) {
        try {
            return Optional.of(LocalDateTime.of(number(utc, "Year"), number(utc, "Month"), number(utc, "Day"),
                    number(utc, "Hour"), number(utc, "Minute"), number(utc, "Second")).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException | NumberFormatException senseless) {
            return Optional.empty();
        }
    }

    private static int number(Element in, String name) {
        return Integer.parseInt(SoapAnswer.text(in, name).orElse(""));
    }

    Instant now() {
        return cameraTime.plusNanos(time.nanos() - atNanos);
    }

    /** How far the camera is ahead of us; negative where it is behind. */
    Duration ahead() {
        return Duration.between(time.now(), now());
    }

    /** Whether the camera's clock was set meanwhile, by more than the second that it tells. */
    boolean differsFrom(CameraClock other) {
        return Duration.between(other.now(), now()).abs().toMillis() > 1500;
    }
}
