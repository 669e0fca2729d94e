package io.danggol.profile.reading;

/// Refuses a batch, so that its records are folded one by one, each in a transaction of its own.
public final class OneByOne extends RuntimeException {
    public OneByOne(String why) {
        super(why, null, false, false);
    }
}
