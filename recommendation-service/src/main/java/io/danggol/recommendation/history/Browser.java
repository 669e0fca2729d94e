package io.danggol.recommendation.history;

/// One browser: who sat at it is known only from its last login or logout on.
final class Browser {
    /// The session that was opened last, the others behind it; null if none.
    Session latest;

    private long turnedAt = Long.MIN_VALUE;
    private long saidAt = Long.MIN_VALUE;
    private boolean agreed;
    private long customer;
    private long customerAt = Long.MIN_VALUE;

    /// Time of the last login or logout; the smallest number if there was none.
    long turnedAt() {
        return turnedAt;
    }

    /// Whether its latest event agreed to personalisation; at equal times the refusal holds.
    boolean agreed() {
        return agreed;
    }

    void turn(long at) {
        turnedAt = Math.max(turnedAt, at);
    }

    /// An event proved that `seen` uses the browser: a turn if that is somebody else than before.
    void use(long seen, long at) {
        if (seen != customer) turn(at);
        if (at >= customerAt) {
            customer = seen;
            customerAt = at;
        }
    }

    void say(boolean agrees, long at) {
        if (at < saidAt) return;
        agreed = agrees && (at > saidAt || agreed);
        saidAt = at;
    }

    void read(long turned, long said, boolean agrees, long user, long userAt) {
        turnedAt = turned;
        saidAt = said;
        agreed = agrees;
        customer = user;
        customerAt = userAt;
    }

    long saidAt() {
        return saidAt;
    }

    long customer() {
        return customer;
    }

    long customerAt() {
        return customerAt;
    }
}
