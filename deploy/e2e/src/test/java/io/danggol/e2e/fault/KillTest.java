package io.danggol.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.danggol.bench.suite.Inbox;
import io.danggol.e2e.suite.CartReminder;
import io.danggol.e2e.suite.RunningSuite;
import io.danggol.e2e.suite.Staff;
import io.danggol.e2e.suite.WithSuite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every process is killed while events stream in. Two crowds do the same; only one lives through the kills.
@Tag("fault")
@Order(Integer.MAX_VALUE - 2)
@WithSuite
class KillTest {
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final long SEED = 20_261_123;
    private static final int PEOPLE = 40;
    private static final int ACTS = 60;

    private static final List<String> VICTIMS = List.of(
            "tracking",
            "profile",
            "segment",
            "recommendation",
            "campaign",
            "postgresql",
            "tracking-2",
            "profile-2",
            "segment-2",
            "recommendation-2",
            "campaign-2",
            "redis",
            "kafka");

    /// Those that take part in sending messages.
    private static final List<String> SENDERS = List.of("campaign", "postgresql", "campaign-2", "profile");

    @Test
    void killsChangeNothingAndNobodyHearsTwice(RunningSuite suite) throws Exception {
        CartReminder.start(suite.client());
        var hour = MadeUpHour.of(SEED, PEOPLE, ACTS, suite.client().now());
        var spared = Crowd.of(suite.client(), "spared-" + System.nanoTime(), PEOPLE);
        var struck = Crowd.of(suite.client(), "struck-" + System.nanoTime(), PEOPLE);

        spared.act(hour.acts());
        strike(suite, struck, hour.acts());

        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            assertThat(spared.state()).allSatisfy(state -> assertThat(state).containsEntry("events", (long) ACTS));
            assertThat(struck.state()).isEqualTo(spared.state());
        });
        suite.advance(Duration.ofMinutes(61));
        for (var victim : SENDERS) suite.killAndAwait(victim, PATIENCE);
        nobodyHearsTwice(suite, hour, spared);
        nobodyHearsTwice(suite, hour, struck);
    }

    private static void strike(RunningSuite suite, Crowd crowd, List<MadeUpHour.Act> acts) throws Exception {
        var share = acts.size() / VICTIMS.size() + 1;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < VICTIMS.size(); i++) {
                var part = acts.subList(Math.min(acts.size(), i * share), Math.min(acts.size(), (i + 1) * share));
                var sent = threads.submit(() -> crowd.act(part));
                suite.killAndAwait(VICTIMS.get(i), PATIENCE);
                sent.get();
            }
        }
    }

    private static void nobodyHearsTwice(RunningSuite suite, MadeUpHour hour, Crowd crowd) {
        var staff = new Staff(suite.client());
        var mails = Inbox.mails(suite.client());
        var phones = Inbox.phones(suite.client());
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            var wrong = new ArrayList<String>();
            for (var person = 0; person < PEOPLE; person++) {
                var shopper = crowd.people().get(person);
                var decisions = staff.decisions(shopper.customerId(), CartReminder.KEY);
                var expected = hour.left().get(person).isEmpty() ? 0 : 1;
                var mailed = mails.to(shopper.email()).size();
                var called = phones.to(shopper.phone()).size();
                // Whether a mail left is not known if the connection broke after its last byte; then it is not sent
                // again.
                var lost = decisions.stream()
                        .filter(decision -> decision.path("channel").asText().equals("email")
                                && decision.path("outcome").asText().equals("unknown"))
                        .count();
                if (decisions.size() != 2 * expected
                        || called != expected
                        || mailed > expected
                        || mailed < expected - lost) {
                    wrong.add("person " + person + ": " + mailed + " mails, " + called + " messages, " + decisions);
                }
            }
            assertThat(wrong).isEmpty();
        });
    }
}
