package dev.vigil.outbox;

/** Takes one report to the back end, blocking, and tells how it went; never throws for a failed delivery. */
@FunctionalInterface
public interface Courier {

    Delivery deliver(Report report);
}
