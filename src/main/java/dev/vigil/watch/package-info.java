/**
 * Where a camera's way through the house is put together: one {@link dev.vigil.watch.CameraWatch} holds everything of
 * one camera, from its stream to its siren, and the {@link dev.vigil.watch.Watchtower} holds the watches. Watches
 * share the batcher, the outbox and the clock and nothing else. The room knows no HTTP and makes no decision.
 */
package dev.vigil.watch;
