/**
 * Video files through the same path as cameras, as fast as the machine can, and what came of them: a timeline to keep,
 * a page to look at, scores over labelled clips. The same file, model and settings always give the same timeline.
 * It must not know cameras, sirens, the back end or Quarkus, and decides nothing that the live rooms do not decide.
 */
package dev.vigil.replay;
