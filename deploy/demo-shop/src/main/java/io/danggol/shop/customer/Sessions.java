package io.danggol.shop.customer;

import io.danggol.shop.cart.Cart;
import io.danggol.shop.disk.Documents;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/// The running sessions, kept on disk, so that a cart survives the shop's restart.
///
/// A browser gets a session only when there is something to remember.
public final class Sessions {
    /// How long an untouched session is kept.
    static final Duration LIFE = Duration.ofDays(30);

    private final Documents<Session> sessions;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Sessions(Path folder, Clock clock) {
        this.sessions = new Documents<>(folder, Session.class);
        this.clock = clock;
        var oldest = clock.instant().minus(LIFE);
        sessions.all().forEach((id, session) -> {
            if (session.touchedAt().isBefore(oldest)) sessions.remove(id);
        });
    }

    /// An unguessable id for a session to come.
    public String newId() {
        var bits = new byte[16];
        random.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }

    /// The session of `id`; an empty one where none is known.
    public Session of(String id) {
        return sessions.find(id).orElse(Session.EMPTY);
    }

    /// Changes the cart and returns it as it is now.
    public Cart changeCart(String id, UnaryOperator<Cart> change) {
        return sessions.update(
                        id,
                        Session.EMPTY,
                        old -> new Session(old.customerId(), change.apply(old.cart()), clock.instant()))
                .cart();
    }

    /// From now on `customerId` is logged in there.
    public void login(String id, String customerId) {
        sessions.update(id, Session.EMPTY, old -> new Session(customerId, old.cart(), clock.instant()));
    }

    public void end(String id) {
        sessions.remove(id);
    }
}
