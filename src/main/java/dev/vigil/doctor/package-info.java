/**
 * Looks once at everything that the service will need, before it is needed: machine, model, back end, cameras, sirens,
 * clock and disk. It changes nothing, sounds nothing and tells no secret. Each {@link dev.vigil.doctor.Check} knows one
 * thing and what to do about it; what engines and drivers need is a check like any other.
 */
package dev.vigil.doctor;
