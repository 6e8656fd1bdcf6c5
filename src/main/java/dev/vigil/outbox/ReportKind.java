package dev.vigil.outbox;

/** The kinds of report, the most urgent first. */
public enum ReportKind {
    CRIME, STOP, ALERT
}
