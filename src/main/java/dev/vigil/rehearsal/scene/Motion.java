package dev.vigil.rehearsal.scene;

/** What one person does: where they are and how they hold themselves, as a function of time alone. */
interface Motion {

    /** @param seconds since the motion began */
    Stance at(double seconds);
}
