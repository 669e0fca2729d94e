package io.danggol.shop.web;

import io.danggol.shop.cart.Cart;
import io.danggol.shop.customer.Customer;
import io.danggol.shop.customer.Customers;
import io.danggol.shop.customer.Session;
import io.danggol.shop.customer.Sessions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/// A request together with the session that its browser has.
record Visit(Request request, Optional<String> sessionId, Session session, Optional<Customer> customer) {
    private static final String COOKIE = "shop_session";
    private static final SecureRandom RANDOM = new SecureRandom();

    static Visit of(Request request, Sessions sessions, Customers customers) {
        var id = Optional.ofNullable(request.cookies().get(COOKIE)).filter(value -> value.matches("[0-9a-f]{32}"));
        var session = id.map(sessions::of).orElseGet(() -> sessions.of(""));
        var customer = Optional.ofNullable(session.customerId()).flatMap(customers::find);
        return new Visit(request, id, session, customer);
    }

    Cart cart() {
        return session.cart();
    }

    /// The customer who is logged in.
    ///
    /// @throws Refusal when nobody is
    Customer member() {
        return customer.orElseThrow(() -> new Refusal(403, "로그인이 필요해요."));
    }

    static Answer remember(Answer answer, String sessionId) {
        return answer.with(
                "Set-Cookie", COOKIE + "=" + sessionId + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000");
    }

    static Answer forget(Answer answer) {
        return answer.with("Set-Cookie", COOKIE + "=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
    }

    String newNonce() {
        var bits = new byte[16];
        RANDOM.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }
}
