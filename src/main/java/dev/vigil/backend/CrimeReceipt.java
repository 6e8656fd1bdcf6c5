package dev.vigil.backend;

/**
 * What the back end says of a crime it has taken.
 *
 * @param crimeId  its number; null when the back end took the report without saying one
 * @param status   such as "pending"; null when not said
 * @param severity low, medium, high or critical; null when not said
 */
public record CrimeReceipt(Long crimeId, String status, String severity) {
}
