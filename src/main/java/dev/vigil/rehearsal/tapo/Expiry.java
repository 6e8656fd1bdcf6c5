package dev.vigil.rehearsal.tapo;

/** The signs by which a client learns that its session is over. */
public enum Expiry {
    /** HTTP 401, as 2026 firmware has it. */
    HTTP_401,
    /** HTTP 500 with an encrypted error -1. */
    HTTP_500,
    /** Error -40401 with data.code -40407. */
    CODE_40401,
    /** Error -40421. */
    CODE_40421,
    /** An answer encrypted with somebody else's keys. */
    OTHER_KEYS
}
