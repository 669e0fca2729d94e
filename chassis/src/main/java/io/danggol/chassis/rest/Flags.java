package io.danggol.chassis.rest;

import io.danggol.chassis.problem.Refusal;

/// Parameters that are `true` or `false` and nothing else: who means yes and writes `1` is told so.
public final class Flags {
    private static final class NoFlag extends Refusal {
        NoFlag(String parameter) {
            super(400, "invalid-parameter", "A parameter is not as expected", parameter + ": expected: true or false");
        }
    }

    private Flags() {}

    /// What a parameter says; false where it is not there. Ends the call with 400 where it says something else.
    public static boolean of(String parameter, String value) {
        return switch (value) {
            case null -> false;
            case "true" -> true;
            case "false" -> false;
            default -> throw new NoFlag(parameter);
        };
    }
}
