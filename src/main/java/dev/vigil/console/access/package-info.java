/**
 * Who may use the console: people signed in by a password that the settings know, or by OpenID Connect. It keeps the
 * sessions, in memory only, and holds off requests that another site's page makes a browser send.
 */
package dev.vigil.console.access;
