package io.danggol.shop.web;

import io.danggol.shop.crowd.Crowd;
import io.danggol.shop.customer.Customer;
import io.danggol.shop.customer.Customers;
import io.danggol.shop.customer.Sessions;
import io.danggol.shop.order.Order;
import io.danggol.shop.order.Orders;
import io.danggol.shop.suite.Messages;
import io.danggol.shop.suite.Outbox;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Login and my page.
final class AccountPages {
    /// An order as my page lists it.
    public record Row(String id, String placedAt, String what, String total, String state, boolean open) {}

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy. M. d. HH:mm", Locale.KOREA).withZone(ZoneId.of("Asia/Seoul"));

    private final Sessions sessions;
    private final Customers customers;
    private final List<Crowd.Regular> regulars;
    private final Orders orders;
    private final Outbox outbox;
    private final Pages pages;
    private final Clock clock;

    AccountPages(
            Sessions sessions,
            Customers customers,
            List<Crowd.Regular> regulars,
            Orders orders,
            Outbox outbox,
            Pages pages,
            Clock clock) {
        this.sessions = sessions;
        this.customers = customers;
        this.regulars = regulars;
        this.orders = orders;
        this.outbox = outbox;
        this.pages = pages;
        this.clock = clock;
    }

    Answer loginForm(Visit visit) {
        return pages.page(
                visit, "login", Map.of("regulars", regulars, "next", next(visit.request()), "problem", ""), List.of());
    }

    /// Logs in under `id`; an id that nobody has becomes a new customer.
    Answer login(Visit visit) {
        var id = visit.request()
                .field("id")
                .map(text -> text.toLowerCase(Locale.ROOT))
                .orElse("");
        if (!Customer.allows(id)) {
            return pages.page(
                    422,
                    visit,
                    "login",
                    Map.of(
                            "regulars",
                            regulars,
                            "next",
                            next(visit.request()),
                            "problem",
                            "아이디는 영문 소문자와 숫자, 점, 줄표로 40자까지 쓸 수 있어요."),
                    List.of());
        }
        var known = customers.find(id).filter(customer -> !customer.email().isEmpty());
        var customer = known.orElseGet(() -> customers.join(id));
        outbox.add(Messages.customer(customer));
        var sessionId = sessions.newId();
        sessions.login(sessionId, id);
        sessions.changeCart(sessionId, cart -> cart.merged(visit.cart()));
        visit.sessionId().ifPresent(sessions::end);
        if (known.isEmpty()) outbox.add(Messages.signUp(customer, CheckoutPages.buyer(visit), clock.instant()));
        return Visit.remember(Answer.to(next(visit.request())), sessionId);
    }

    Answer logout(Visit visit) {
        visit.sessionId().ifPresent(sessions::end);
        return Visit.forget(Answer.to("/"));
    }

    /// A fresh token for a page that stays open longer than one lives.
    Answer token(Visit visit) {
        var answer = new HashMap<String, Object>();
        answer.put("customerToken", pages.token(visit).orElse(null));
        return Answer.json(answer);
    }

    Answer myPage(Visit visit) {
        if (visit.customer().isEmpty()) return Answer.to("/login?next=/mypage");
        return myPage(200, visit, "");
    }

    /// @param problem what could not be done; empty for nothing
    Answer myPage(int status, Visit visit, String problem) {
        var rows =
                orders.of(visit.member().id()).stream().map(AccountPages::row).toList();
        return pages.page(status, visit, "mypage", Map.of("orders", rows, "problem", problem), List.of());
    }

    private static Row row(Order order) {
        var first = order.lines().getFirst().name();
        var more = order.lines().size() - 1;
        return new Row(
                order.id(),
                DAY.format(order.placedAt()),
                more > 0 ? first + " 외 " + more + "건" : first,
                Card.won(order.total()),
                switch (order.state()) {
                    case PLACED -> "주문 완료";
                    case CANCELLED -> "취소됨";
                    case RETURNED -> "반품됨";
                },
                order.state() == Order.State.PLACED);
    }

    /// Where to go after login: a path of this shop, else home.
    private static String next(Request request) {
        return request.field("next")
                .filter(path -> path.matches("/[A-Za-z0-9가-힣/_.-]*") && !path.startsWith("//"))
                .orElse("/");
    }
}
