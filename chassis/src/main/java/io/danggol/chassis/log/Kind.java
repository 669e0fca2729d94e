package io.danggol.chassis.log;

import io.vertx.pgclient.PgException;
import java.util.Arrays;
import java.util.concurrent.CompletionException;

/// What may be told of a failure to take a record: what a [BadRecord] says; of any other its class, its SQLSTATE and
/// where in our code it came up, as its message may quote the record.
final class Kind {
    private static final String OURS = "io.danggol.";

    private Kind() {}

    static String of(Throwable failure) {
        return switch (failure) {
            case BadRecord bad -> bad.getMessage();
            case CompletionException e when e.getCause() != null -> of(e.getCause());
            case PgException e -> e.getClass().getName() + " " + e.getSqlState() + place(e);
            default -> failure.getClass().getName() + place(failure);
        };
    }

    private static String place(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
    }
}
