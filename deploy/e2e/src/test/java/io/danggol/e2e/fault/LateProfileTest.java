package io.danggol.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.danggol.bench.suite.Inbox;
import io.danggol.e2e.suite.CartReminder;
import io.danggol.e2e.suite.RunningSuite;
import io.danggol.e2e.suite.Shopper;
import io.danggol.e2e.suite.Staff;
import io.danggol.e2e.suite.WithSuite;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Nobody is reminded of a cart that they bought, however late the suite learns of it.
@Tag("fault")
@WithSuite
class LateProfileTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void aPurchaseInTheBacklogOfAStoppedProfileServiceKeepsTheReminderAway(RunningSuite suite) throws Exception {
        var staff = new Staff(suite.client());
        var mails = Inbox.mails(suite.client());
        CartReminder.start(suite.client());
        var buyer = leavesACart(suite, staff);
        var leaver = leavesACart(suite, staff);

        try (var _ = suite.freeze("profile");
                var _ = suite.freeze("profile-2")) {
            buyer.buys("late-" + UUID.randomUUID(), "P1201");
            suite.advance(Duration.ofMinutes(61));
        }

        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(mails.to(leaver.email())).hasSize(1));
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(staff.cart(buyer.customerId())).isEmpty());
        suite.awaitQuiet();
        assertThat(staff.isMember("cart-abandoners", buyer.customerId())).isFalse();
        assertThat(staff.decisions(buyer.customerId(), CartReminder.KEY)).isEmpty();
        assertThat(mails.to(buyer.email())).isEmpty();
        assertThat(Inbox.phones(suite.client()).to(buyer.phone())).isEmpty();
    }

    private static Shopper leavesACart(RunningSuite suite, Staff staff) throws Exception {
        var shopper = Shopper.unknown(suite.client());
        shopper.signUp();
        shopper.agree("email", "kakao");
        shopper.does("add_to_cart", "P1201");
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(staff.cart(shopper.customerId())).containsExactly("P1201"));
        return shopper;
    }
}
