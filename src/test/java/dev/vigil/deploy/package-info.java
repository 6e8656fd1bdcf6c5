/** What operators are given, manifests, alerts, dashboard and documents, checked against what Vigil really is. */
package dev.vigil.deploy;
