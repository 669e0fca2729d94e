package io.danggol.local.cli;

/// The command line is not one of ours.
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
