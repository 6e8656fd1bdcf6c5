/**
 * Fits a camera to its place: from the highest fight confidences of its ordinary minutes, an offset that makes the alert
 * threshold mean a chosen number of false alarms a day. It keeps the minutes and the offsets on disk and applies the
 * offset to a judge's answers. It must not know streams, models, incidents, Quarkus or a clock of its own.
 */
package dev.vigil.calibration;
