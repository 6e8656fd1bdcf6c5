/**
 * How well scores tell two classes apart: the one definition of accuracy, AUC, recall and the rest, for whoever trains
 * and for whoever replays, so that their figures can be compared. It knows numbers, and no clips, heads or incidents.
 */
package dev.vigil.score;
