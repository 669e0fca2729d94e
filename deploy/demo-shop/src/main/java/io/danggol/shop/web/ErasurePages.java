package io.danggol.shop.web;

import io.danggol.shop.customer.Customers;
import io.danggol.shop.customer.Sessions;
import io.danggol.shop.disk.Documents;
import io.danggol.shop.suite.Call;
import io.danggol.shop.suite.Messages;
import io.danggol.shop.suite.Suite;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// The wish to be forgotten: what the suite holds of the customer, and what this browser did while nobody was
/// logged in, which belongs to the browser's own profile and is asked for by a request of its own.
final class ErasurePages {
    /// One of the requests, as their page shows it.
    public record Part(String title, String state, List<Receipt> receipts) {}

    /// What a service removed from one of its stores.
    public record Receipt(String service, String store, String count) {}

    /// The requests of somebody who has left; under their own unguessable name.
    ///
    /// @param visitorId null when the browser was not known, and so nothing was asked for it
    /// @param browserRequestId null as well, and when all that the browser did is the customer's
    record Erasure(String customerId, String requestId, String visitorId, String browserRequestId, Instant askedAt) {}

    private record Progress(String state, List<Receipt> receipts) {
        boolean done() {
            return state.equals("done");
        }

        Part under(String title) {
            return new Part(title, inWords(state), receipts);
        }
    }

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy. M. d. HH:mm", Locale.KOREA).withZone(ZoneId.of("Asia/Seoul"));

    private final Sessions sessions;
    private final Customers customers;
    private final AccountPages account;
    private final Suite suite;
    private final Pages pages;
    private final Clock clock;
    private final Documents<Erasure> erasures;

    ErasurePages(
            Sessions sessions,
            Customers customers,
            AccountPages account,
            Suite suite,
            Pages pages,
            Clock clock,
            Path erasures) {
        this.sessions = sessions;
        this.customers = customers;
        this.account = account;
        this.suite = suite;
        this.pages = pages;
        this.clock = clock;
        this.erasures = new Documents<>(erasures, Erasure.class);
    }

    /// Asks whether it shall be. The page says nothing of itself to the suite, so that nothing comes after the erasure.
    Answer ask(Visit visit) {
        if (visit.customer().isEmpty()) return Answer.to("/login?next=/mypage");
        return pages.page(visit, "leave", Map.of(), List.of());
    }

    /// Asks the suite to erase the browser's own profile and the customer, forgets their contact data here, and logs
    /// them out. Only when the suite has taken both; what was asked for already may be asked for again.
    Answer erase(Visit visit) {
        var customer = visit.member();
        var visitorId = visitorId(visit.request());
        var browser = visitorId.map(id -> ask(Messages.erasureOfBrowser(customer.id(), id)));
        if (browser.filter(answer -> !answer.accepted() && !isAllOfTheCustomer(answer))
                .isPresent()) {
            return notNow(visit);
        }
        var person = ask(Messages.erasure(customer.id()));
        if (!person.accepted()) return notNow(visit);
        var name = sessions.newId();
        erasures.put(
                name,
                new Erasure(
                        customer.id(),
                        idOf(person),
                        visitorId.orElse(null),
                        browser.filter(Suite.Answer::accepted)
                                .map(ErasurePages::idOf)
                                .orElse(null),
                        clock.instant()));
        customers.forget(customer.id());
        visit.sessionId().ifPresent(sessions::end);
        return Visit.forget(Answer.to("/erasures/" + name));
    }

    /// The browser's id; empty unless it allowed analytics, as no id is kept without.
    private static Optional<String> visitorId(Request request) {
        return request.field("visitorId")
                .filter(id -> id.length() <= 64)
                .filter(_ -> request.field("analytics").orElse("").equals("true"));
    }

    private Answer notNow(Visit visit) {
        return account.myPage(503, visit, "지금은 삭제 요청을 접수할 수 없어요. 잠시 뒤 다시 눌러 주세요.");
    }

    private Suite.Answer ask(Call call) {
        return send(call, "지금은 접수할 수 없어요.");
    }

    /// Whether a browser's own request was turned away because there is nothing that the customer's will not erase.
    private static boolean isAllOfTheCustomer(Suite.Answer answer) {
        return answer.status() == 403 && answer.body().path("type").asText("").endsWith("/of-a-customer");
    }

    private static String idOf(Suite.Answer accepted) {
        return accepted.body().path("id").asText();
    }

    /// How far an erasure is; the page also empties what this browser keeps.
    Answer show(Visit visit, String name) {
        var erasure = erasures.find(name).orElseThrow(Refusal::notFound);
        var all = new ArrayList<Progress>();
        var parts = new ArrayList<Part>();
        all.add(progress(Messages.privacyRequest(erasure.customerId(), erasure.requestId())));
        parts.add(all.getLast().under("회원님의 기록"));
        if (erasure.browserRequestId() != null) {
            all.add(progress(Messages.privacyRequestOfBrowser(
                    erasure.customerId(), erasure.visitorId(), erasure.browserRequestId())));
            parts.add(all.getLast().under("로그인하지 않고 이 브라우저로 둘러본 기록"));
        }
        var slowest = all.stream().filter(it -> !it.done()).findFirst().orElse(all.getFirst());
        return pages.page(
                visit,
                "erasure",
                Map.of(
                        "askedAt",
                        DAY.format(erasure.askedAt()),
                        "state",
                        inWords(slowest.state()),
                        "open",
                        !slowest.done(),
                        "withBrowser",
                        erasure.browserRequestId() != null,
                        "parts",
                        parts),
                List.of());
    }

    private Progress progress(Call call) {
        var answer = send(call, "지금은 상태를 볼 수 없어요.").body();
        return new Progress(
                answer.path("state").asText("unknown"),
                StreamSupport.stream(answer.path("receipts").spliterator(), false)
                        .map(receipt -> new Receipt(
                                service(receipt.path("service").asText()),
                                store(receipt.path("store").asText()),
                                receipt.path("count").asText()))
                        .toList());
    }

    private Suite.Answer send(Call call, String otherwise) {
        try {
            return suite.send(call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(503, otherwise);
        }
    }

    private static String inWords(String state) {
        return switch (state) {
            case "open" -> "접수됐어요";
            case "running" -> "지우고 있어요";
            case "done" -> "모두 지웠어요";
            default -> "지금은 상태를 볼 수 없어요";
        };
    }

    private static String service(String name) {
        return switch (name) {
            case "tracking" -> "방문 기록 접수";
            case "profile" -> "고객 정보";
            case "segment" -> "고객 분류";
            case "recommendation" -> "상품 추천";
            case "campaign" -> "소식 보내기";
            default -> "그 밖의 곳";
        };
    }

    private static String store(String name) {
        return switch (name) {
            case "duplicate-hints" -> "중복 확인용 번호";
            case "archive" -> "둘러보고 주문한 기록";
            case "profiles" -> "프로필";
            case "contact-data" -> "이름과 연락처";
            case "notes" -> "상담 메모";
            case "messages" -> "보낸 소식";
            case "consents" -> "동의 내역";
            case "history" -> "분류에 쓴 기록";
            case "memberships" -> "속한 분류";
            case "sessions" -> "추천에 쓴 방문 기록";
            case "orders" -> "추천에 쓴 주문 기록";
            case "decisions" -> "소식을 보낼지 정한 기록";
            case "suppressions" -> "소식 차단 목록";
            case "browser-flags" -> "브라우저가 허락한 것";
            case "deeds" -> "소식을 보고 한 일";
            case "aliases" -> "하나로 합친 프로필 번호";
            default -> "그 밖의 기록";
        };
    }
}
