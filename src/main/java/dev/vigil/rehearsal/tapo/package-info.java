/**
 * A rehearsal camera's HTTPS side, as Tapo cameras have it: login, encrypted sessions, and a siren that keeps a diary.
 * What differs between firmware, and what may go wrong, is set by whoever rehearses.
 * It shares no code with the room that commands real cameras, so that no mistake is made twice.
 */
package dev.vigil.rehearsal.tapo;
