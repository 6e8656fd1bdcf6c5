/**
 * Places in a camera's picture where nobody may be at certain times, or where nobody should stay for long: what they
 * are, how an operator writes them down, and the judge that watches over them.
 * It sees people as the detection room follows them and adds nothing to what a model can see.
 * It must not know cameras beyond their number, incidents, or a clock: both kinds of time are written on the frames.
 */
package dev.vigil.zone;
