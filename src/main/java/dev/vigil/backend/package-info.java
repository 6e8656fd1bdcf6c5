/**
 * The police back end as Vigil sees it: the guide's HTTP contract, the token, the wire records and what each refusal
 * means. Plain classes do the work; {@link dev.vigil.backend.Backend} puts retries and circuit breakers around them.
 * It must not know streams, detection or when a report is due.
 */
package dev.vigil.backend;
