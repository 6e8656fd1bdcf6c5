package dev.vigil.rehearsal.scene;

/**
 * Where one person truly is. All places are fractions of the picture's width (x) or height, 0 to 1 within the picture;
 * the larger {@code feet}, the nearer to the camera.
 *
 * @param person number in the cast of the round, from 0
 * @param x      of the middle
 * @param head   top of somebody of 1.75 m who stands upright
 * @param feet   where the ground is
 */
public record Whereabouts(int person, double x, double head, double feet) {
}
