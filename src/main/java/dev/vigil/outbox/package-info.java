/**
 * Keeps decided reports until the back end has them: in order for each camera, the most urgent first across cameras,
 * at least once. It does not know what a report means, only its camera, its urgency and its body. What the back end
 * refuses for good is set aside with the reason.
 */
package dev.vigil.outbox;
