package dev.vigil.detection;

/** A rectangle in the picture; all four are fractions of the picture's width or height, 0 to 1. */
public record Box(float left, float top, float right, float bottom) {
}
