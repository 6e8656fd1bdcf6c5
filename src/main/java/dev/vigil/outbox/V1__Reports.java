package dev.vigil.outbox;

import java.sql.Statement;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * Version 1 of the outbox's tables, named as Flyway wants it. A class and not an SQL file, because Flyway cannot scan
 * the packaged jar for files.
 */
final class V1__Reports extends BaseJavaMigration {

    @Override
    public void migrate(Context context) throws Exception {
        try (Statement statement = context.getConnection().createStatement()) {
            statement.execute("""
                    CREATE TABLE report (
                        id         INTEGER PRIMARY KEY AUTOINCREMENT,
                        key        TEXT NOT NULL UNIQUE,
                        camera_id  INTEGER NOT NULL,
                        kind       TEXT NOT NULL,
                        body       TEXT NOT NULL,
                        decided_at TEXT NOT NULL,
                        refused_at TEXT,
                        reason     TEXT)""");
            // What a camera was last reported with: anything but a stop is an incident that is still open.
            statement.execute("""
                    CREATE TABLE last_report (
                        camera_id INTEGER PRIMARY KEY,
                        kind      TEXT NOT NULL)""");
        }
    }
}
