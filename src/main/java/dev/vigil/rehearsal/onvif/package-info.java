/**
 * A camera's ONVIF device service as a network sees it: SOAP over HTTP with WS-Security, a clock of its own, relay
 * outputs whose contacts really change, and the faults that real cameras have, on demand. It knows nothing of video,
 * and not who calls.
 */
package dev.vigil.rehearsal.onvif;
