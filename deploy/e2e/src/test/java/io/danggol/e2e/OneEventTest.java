package io.danggol.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.danggol.bench.suite.Inbox;
import io.danggol.e2e.suite.CartReminder;
import io.danggol.e2e.suite.RunningSuite;
import io.danggol.e2e.suite.Shopper;
import io.danggol.e2e.suite.Trace;
import io.danggol.e2e.suite.Trace.Span;
import io.danggol.e2e.suite.WithSuite;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// One event's road through all five services.
@WithSuite
class OneEventTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /// 온달 더비 슈즈 in the demo shop.
    private static final String SHOES = "P1205";

    /// The span of the browser that put something into the cart.
    private static final String CLICK = "b7ad6b7169203331";

    @Test
    void aCartThatWasLeftBringsOneMailAndOneKakaoMessageWithItsProductInOneTrace(RunningSuite suite) throws Exception {
        var client = suite.client();
        var traceId = UUID.randomUUID().toString().replace("-", "");
        CartReminder.start(client);
        var shopper = Shopper.unknown(client);
        shopper.signUp();
        shopper.agree("email", "kakao");

        shopper.does("view_item", SHOES);
        shopper.in("00-" + traceId + "-" + CLICK + "-01").does("add_to_cart", SHOES);
        suite.advance(Duration.ofMinutes(61));

        var mails = Inbox.mails(suite.client());
        var phones = Inbox.phones(suite.client());
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(mails.to(shopper.email())).hasSize(1);
            assertThat(phones.to(shopper.phone())).hasSize(1);
        });
        var mail = mails.to(shopper.email()).getFirst();
        assertThat(mail.path("subject").asText()).startsWith("(광고) ");
        assertThat(mail.path("html").asText()).contains("온달 더비 슈즈");
        await().atMost(PATIENCE).untilAsserted(() -> assertIsWhole(Trace.of(client, traceId)));
        assertThat(Trace.text(client, traceId))
                .doesNotContain(shopper.email(), shopper.phone(), shopper.visitorId(), shopper.customerId());
    }

    private static void assertIsWhole(Trace trace) {
        assertThat(trace.spans())
                .extracting(Span::service, Span::name)
                .contains(
                        tuple("tracking-service", "POST /v1/events"),
                        tuple("tracking-service", "send danggol.storefront-events"),
                        tuple("profile-service", "send danggol.profile-events"),
                        tuple("segment-service", "decide membership cart-abandoners"),
                        tuple("segment-service", "send danggol.segment-memberships"),
                        tuple("campaign-service", "decide campaign cart-reminder"),
                        tuple("campaign-service", "deliver email"),
                        tuple("campaign-service", "deliver kakao"),
                        tuple("profile-service", "GET /v1/profiles/{id}/contact"),
                        tuple("recommendation-service", "GET /v1/recommendations"),
                        tuple("campaign-service", "send mail"),
                        tuple("campaign-service", "POST /freestyle-messages"),
                        tuple("campaign-service", "send danggol.message-events"));
        var ids = trace.spans().stream().map(Span::id).toList();
        assertThat(trace.spans())
                .allSatisfy(span -> assertThat(span.parentId())
                        .hasValueSatisfying(parent -> assertThat(parent.equals(CLICK) || ids.contains(parent))
                                .as("the parent of " + span)
                                .isTrue()));
        assertThat(trace.linked())
                .allSatisfy(span -> assertThat(span.links()).containsAnyElementsOf(ids))
                .extracting(Span::service, Span::name)
                .contains(
                        tuple("profile-service", "process danggol.storefront-events"),
                        tuple("segment-service", "process danggol.profile-events"),
                        tuple("campaign-service", "process danggol.segment-memberships"));
    }
}
