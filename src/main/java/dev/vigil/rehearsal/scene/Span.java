package dev.vigil.rehearsal.scene;

/** A stretch of time in seconds: {@code from} belongs to it, {@code to} does not. */
public record Span(double from, double to) {
}
