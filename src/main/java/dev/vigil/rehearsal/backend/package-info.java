/**
 * The police back end, simulated: a real HTTP server that speaks the guide, encrypts as Laravel does, keeps record of
 * all it is told and fails on demand. Dev mode and tests put Vigil before it.
 * It knows the contract from the back end's side and must not know how Vigil's rooms work.
 */
package dev.vigil.rehearsal.backend;
