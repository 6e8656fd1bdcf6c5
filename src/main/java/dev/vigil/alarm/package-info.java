/**
 * One camera's siren: sounded at once by the first way that works, kept sounding while an incident lasts, silenced when
 * it is over or when nobody confirms it any more. Commands never wait for another camera, a report or the disk; each
 * way has its own worker. The room does not know why a siren sounds.
 */
package dev.vigil.alarm;
