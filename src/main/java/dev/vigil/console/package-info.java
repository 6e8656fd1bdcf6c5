/**
 * The operators' page and its API: what the cameras see now, what happened, how the service stands, and the few things
 * people may do to a siren. It reads the other rooms' faces as telemetry does; pictures are copied only while somebody
 * looks. Who may look and act is {@link dev.vigil.console.access}' affair.
 */
package dev.vigil.console;
