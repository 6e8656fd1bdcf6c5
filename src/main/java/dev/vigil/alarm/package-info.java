/**
 * One camera's siren: sounded at once, kept sounding while an incident lasts, silenced when it is over. Commands
 * never wait for another camera, a report or the disk; each camera has its own worker. The room does not know why
 * a siren sounds.
 */
package dev.vigil.alarm;
