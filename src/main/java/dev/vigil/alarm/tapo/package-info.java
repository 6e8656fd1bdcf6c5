/**
 * A Tapo camera's siren, sounded over the LAN: login, an encrypted session that is kept warm, and the commands that
 * different firmware understands. What locks a camera out, what its certificate is and which command worked is
 * remembered across restarts. The room does not know the other ways to a siren, nor why one sounds.
 */
package dev.vigil.alarm.tapo;
