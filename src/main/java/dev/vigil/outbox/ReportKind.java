package dev.vigil.outbox;

/** The kinds of report, the most urgent first. The names are on disk: do not change them. */
public enum ReportKind {
    CRIME, STOP, ALERT
}
