package dev.vigil.alarm.tapo;

import java.time.Duration;

/**
 * How patient one is with a camera.
 *
 * @param connect   for TCP, and again for each step of the TLS handshake
 * @param answer    for the whole answer to one request; real cameras take 0.1 to 0.2 s, a login up to 4 s
 * @param keepAlive between two requests that keep the session warm and find out that it is lost
 * @param mostApart of two attempts to reach a camera that does not answer
 */
public record TapoTimings(Duration connect, Duration answer, Duration keepAlive, Duration mostApart) {

    public static final TapoTimings DEFAULT = new TapoTimings(
            Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(2));
}
