/**
 * Cameras as Vigil knows them: who they are, how to reach them, which are assigned now and what changed since.
 * It opens the credentials that Laravel encrypted and turns them into addresses; everything is a value or pure.
 * It must not know HTTP, FFmpeg or threads.
 */
package dev.vigil.camera;
