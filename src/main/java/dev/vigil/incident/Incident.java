package dev.vigil.incident;

import dev.vigil.detection.Assessment;
import java.time.Instant;

/**
 * The open incident, as the console shows it.
 *
 * @param number    counts this camera's incidents from 1
 * @param phase     {@link Phase#SUSPICIOUS} or {@link Phase#CRIME}
 * @param startTime when the suspicious activity began
 * @param peak      highest confidence so far, 0 to 100
 * @param latest    the newest assessment
 */
public record Incident(long number, Phase phase, Instant startTime, double peak, Assessment latest) {
}
