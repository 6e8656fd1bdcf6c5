/**
 * Keeps decided reports on disk until the back end has them: in order for each camera, the most urgent first across
 * cameras, at least once, through outages, restarts and kill -9. It does not know what a report means, only its camera,
 * its urgency and its body. What the back end refuses for good is set aside with the reason.
 */
package dev.vigil.outbox;
