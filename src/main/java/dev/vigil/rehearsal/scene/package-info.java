/**
 * What the rehearsal's cameras show: a drawn street with people who walk, stand, talk and fight after a script, so
 * that the truth about every moment is known. Pictures are a function of seed and time alone.
 * It knows nothing of networks, and nothing of the model that will look at its pictures.
 */
package dev.vigil.rehearsal.scene;
