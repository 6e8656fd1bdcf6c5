/**
 * The service itself, where Quarkus meets the plain rooms: it reads the settings, builds the rooms, keeps the
 * assignment and the heartbeat going, and takes everything down in order. It decides nothing about cameras.
 */
package dev.vigil.service;
