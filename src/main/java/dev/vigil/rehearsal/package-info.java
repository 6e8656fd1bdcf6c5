/**
 * A rehearsal's cameras: what each shows, behind which address and account, and the truth about it.
 * For dev mode, tests and capacity runs; never part of a real watch.
 * It talks to the world in RTSP and HTTPS only and knows none of the rooms that watch it.
 */
package dev.vigil.rehearsal;
