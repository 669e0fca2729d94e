package io.danggol.chassis.problem;

import io.vertx.pgclient.PgException;
import java.util.Set;
import java.util.stream.Stream;

/// Tells a text that the database cannot hold or look up: PostgreSQL's texts have no U+0000.
final class Unstorable {
    static final Problem PROBLEM = Problem.of(
            400, "invalid-text", "A text is not as expected", "a parameter or a text of the body holds U+0000");

    /// SQLSTATE: a character that the encoding has not, in a text or in jsonb.
    private static final Set<String> STATES = Set.of("22021", "22P05");

    private Unstorable() {}

    /// Whether `failure` or a cause of it says so.
    static boolean causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof PgException e && STATES.contains(String.valueOf(e.getSqlState())));
    }
}
