/**
 * What Vigil saw, decided and did, and what people did to it, in an append-only log of which it can be told afterwards
 * whether a line was changed, left out, moved or cut off. It writes on a thread of its own and nobody waits for it; it
 * knows entries and files, and nothing of cameras, incidents or people.
 */
package dev.vigil.audit;
