/**
 * Moving pictures for the rehearsal's cameras: a source of pictures is encoded to H.264 in real time, while somebody
 * watches, and every access unit carries the wall time at which its picture was "taken".
 * Many cameras may share one feed. It knows FFmpeg; it knows neither RTSP nor what the pictures show.
 */
package dev.vigil.rehearsal.video;
