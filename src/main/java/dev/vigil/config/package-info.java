/**
 * What an operator can set: the guide's environment variables and the {@code vigil.*} properties behind them, read
 * once, checked, and handed on as one typed {@link dev.vigil.config.Settings}. A wrong value is one clear line here
 * and nowhere else. No other room reads configuration.
 */
package dev.vigil.config;
