package io.danggol.simulators.http;

/// A request that makes no sense to us; answered 400 with the message as detail.
public final class BadCall extends RuntimeException {
    public BadCall(String message) {
        super(message, null, false, false);
    }
}
