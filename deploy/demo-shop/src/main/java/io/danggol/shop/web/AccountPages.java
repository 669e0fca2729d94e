package io.danggol.shop.web;

import io.danggol.shop.crowd.Crowd;
import io.danggol.shop.customer.Customer;
import io.danggol.shop.customer.Customers;
import io.danggol.shop.customer.Sessions;
import io.danggol.shop.disk.Documents;
import io.danggol.shop.order.Order;
import io.danggol.shop.order.Orders;
import io.danggol.shop.suite.Messages;
import io.danggol.shop.suite.Outbox;
import io.danggol.shop.suite.Suite;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/// Login, my page, and the wish to be forgotten.
final class AccountPages {
    /// An order as my page lists it.
    public record Row(String id, String placedAt, String what, String total, String state, boolean open) {}

    /// A receipt of the erasure, as its page lists it.
    public record Receipt(String service, String store, String count) {}

    /// A privacy request of somebody who has left; under its own unguessable name.
    record Erasure(String customerId, String requestId, Instant askedAt) {}

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy. M. d. HH:mm", Locale.KOREA).withZone(ZoneId.of("Asia/Seoul"));

    private final Sessions sessions;
    private final Customers customers;
    private final List<Crowd.Regular> regulars;
    private final Orders orders;
    private final Suite suite;
    private final Outbox outbox;
    private final Pages pages;
    private final Clock clock;
    private final Documents<Erasure> erasures;

    AccountPages(
            Sessions sessions,
            Customers customers,
            List<Crowd.Regular> regulars,
            Orders orders,
            Suite suite,
            Outbox outbox,
            Pages pages,
            Clock clock,
            Path erasures) {
        this.sessions = sessions;
        this.customers = customers;
        this.regulars = regulars;
        this.orders = orders;
        this.suite = suite;
        this.outbox = outbox;
        this.pages = pages;
        this.clock = clock;
        this.erasures = new Documents<>(erasures, Erasure.class);
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

    private Answer myPage(int status, Visit visit, String problem) {
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

    /// Asks whether it shall be. The page tells the suite nothing, so that nothing it tells comes after the erasure.
    Answer askToErase(Visit visit) {
        if (visit.customer().isEmpty()) return Answer.to("/login?next=/mypage");
        return pages.page(visit, "leave", Map.of(), List.of());
    }

    /// Asks the suite to erase the customer, forgets their contact data here, and logs them out.
    Answer erase(Visit visit) {
        var customer = visit.member();
        Suite.Answer answer;
        try {
            answer = suite.send(Messages.erasure(customer.id()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(503, "지금은 접수할 수 없어요.");
        }
        var requestId = answer.body().path("id").asText("");
        if (!answer.accepted() || requestId.isEmpty()) {
            return myPage(503, visit, "지금은 삭제 요청을 접수할 수 없어요. 잠시 뒤 다시 눌러 주세요.");
        }
        var name = sessions.newId();
        erasures.put(name, new Erasure(customer.id(), requestId, clock.instant()));
        customers.forget(customer.id());
        visit.sessionId().ifPresent(sessions::end);
        return Visit.forget(Answer.to("/erasures/" + name));
    }

    /// How far an erasure is; the page also empties what this browser keeps.
    Answer erasure(Visit visit, String name) {
        var erasure = erasures.find(name).orElseThrow(Refusal::notFound);
        Suite.Answer answer;
        try {
            answer = suite.send(Messages.privacyRequest(erasure.customerId(), erasure.requestId()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(503, "지금은 상태를 볼 수 없어요.");
        }
        var state = answer.body().path("state").asText("unknown");
        var receipts = StreamSupport.stream(answer.body().path("receipts").spliterator(), false)
                .map(receipt -> new Receipt(
                        receipt.path("service").asText(),
                        receipt.path("store").asText(),
                        receipt.path("count").asText()))
                .toList();
        return pages.page(
                visit,
                "erasure",
                Map.of(
                        "askedAt",
                        DAY.format(erasure.askedAt()),
                        "state",
                        stateInWords(state),
                        "open",
                        !state.equals("done"),
                        "receipts",
                        receipts),
                List.of());
    }

    private static String stateInWords(String state) {
        return switch (state) {
            case "open" -> "접수됐어요";
            case "running" -> "지우고 있어요";
            case "done" -> "모두 지웠어요";
            default -> "지금은 상태를 볼 수 없어요";
        };
    }

    /// Where to go after login: a path of this shop, else home.
    private static String next(Request request) {
        return request.field("next")
                .filter(path -> path.matches("/[A-Za-z0-9가-힣/_.-]*") && !path.startsWith("//"))
                .orElse("/");
    }
}
