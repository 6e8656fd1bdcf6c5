package dev.vigil.outbox;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** The database's file holds something that no database wrote; a full disk or a missing right is not that. */
final class DamagedFileException extends SQLException {

    private static final long serialVersionUID = 1;

    DamagedFileException(String what, Throwable cause) {
        super(what, cause);
    }

    /** The failure itself, or this exception where it tells of damage. */
    static SQLException of(SQLException failure) {
        int primary = failure.getErrorCode() & 0xFF;
        boolean damaged = primary == SQLiteErrorCode.SQLITE_CORRUPT.code
                || primary == SQLiteErrorCode.SQLITE_NOTADB.code;
        return damaged ? new DamagedFileException(failure.getMessage(), failure) : failure;
    }
}
