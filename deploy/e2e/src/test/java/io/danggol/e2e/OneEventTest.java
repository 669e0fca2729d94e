package io.danggol.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.danggol.bench.suite.Inbox;
import io.danggol.e2e.suite.CartReminder;
import io.danggol.e2e.suite.RunningSuite;
import io.danggol.e2e.suite.Shopper;
import io.danggol.e2e.suite.WithSuite;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// One event's road through all five services.
@WithSuite
class OneEventTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /// 온달 더비 슈즈 in the demo shop.
    private static final String SHOES = "P1205";

    @Test
    void aCartThatWasLeftBringsOneMailAndOneKakaoMessageWithItsProduct(RunningSuite suite) throws Exception {
        var client = suite.client();
        CartReminder.start(client);
        var shopper = Shopper.unknown(client);
        shopper.signUp();
        shopper.agree("email", "kakao");

        shopper.does("view_item", SHOES);
        shopper.does("add_to_cart", SHOES);
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
    }
}
