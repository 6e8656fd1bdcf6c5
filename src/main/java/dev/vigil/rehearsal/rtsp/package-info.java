/**
 * Cameras as a network sees them: an RTSP server in front of a video feed, with digest authentication, RTP over TCP
 * or UDP, RTCP sender reports that tell the true wall time, and the faults that real cameras have, on demand.
 * It speaks the protocol and knows neither what the pictures show nor who watches them.
 */
package dev.vigil.rehearsal.rtsp;
