/**
 * The siren that hangs on a camera's relay output, switched through ONVIF's SOAP calls with WS-Security. It asks for
 * what it needs and nothing else; above all it opens no event subscriptions, which some cameras do not survive. It
 * knows nothing of other ways to a siren.
 */
package dev.vigil.alarm.onvif;
