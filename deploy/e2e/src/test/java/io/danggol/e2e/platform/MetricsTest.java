package io.danggol.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.danggol.bench.suite.Caller;
import io.danggol.bench.suite.Inbox;
import io.danggol.bench.suite.SuiteClient;
import io.danggol.e2e.suite.CartReminder;
import io.danggol.e2e.suite.RunningSuite;
import io.danggol.e2e.suite.Shopper;
import io.danggol.e2e.suite.WithSuite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Alerts and dashboards speak of what services really tell.
@WithSuite
class MetricsTest {
    /// Kafka's clients are looked at once a minute.
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void whateverAnAlertOrADashboardAsksForIsTold(RunningSuite suite) throws Exception {
        everythingHappens(suite);

        var asked = Asked.by(chart(suite));

        assertThat(asked).hasSizeGreaterThan(30);
        // Some come with the first collection of garbage, or the first record of a topic.
        await().atMost(PATIENCE).untilAsserted(() -> {
            var told = Told.by(suite);
            assertThat(asked)
                    .filteredOn(each -> told.stream().noneMatch(each::isMetBy))
                    .isEmpty();
        });
    }

    /// A reader tells how far it is behind, also where each replica reads the whole topic.
    @Test
    void everyReaderThatGotSomethingIsMeasured(RunningSuite suite) throws Exception {
        somethingHappens(suite);

        await().atMost(PATIENCE).untilAsserted(() -> {
            var told = Told.by(suite);
            var measured = new HashSet<Reader>();
            for (var each : told) {
                if (each.metric().equals("kafka_consumer_fetch_manager_records_lag_max")) measured.add(Reader.of(each));
            }
            assertThat(measured)
                    .contains(
                            new Reader("tracking", "erasures", "danggol.erasures"),
                            new Reader("profile", "storefront-events", "danggol.storefront-events"),
                            new Reader("profile", "erasure-receipts", "danggol.erasure-receipts"),
                            new Reader("segment", "profile-events", "danggol.profile-events"),
                            new Reader("recommendation", "erasures", "danggol.erasures"),
                            new Reader("recommendation", "consents", "danggol.consents"),
                            new Reader("recommendation", "profile-events", "danggol.profile-events"),
                            new Reader("campaign", "profile-events", "danggol.profile-events"));
        });
    }

    /// The rights of the brokers' users come from the chart's list of topics: nobody reads or writes what it does not
    /// allow.
    @Test
    void nobodyUsesATopicWithoutTheRightTo(RunningSuite suite) throws Exception {
        somethingHappens(suite);
        var rights = new HashSet<Right>();
        for (var topic : new YAMLMapper()
                .readTree(chart(suite).resolve("files/topics.yaml").toFile())) {
            var name = "danggol." + topic.path("name").asText();
            topic.path("readers").forEach(it -> rights.add(new Right(it.asText(), "reads", name)));
            topic.path("writers").forEach(it -> rights.add(new Right(it.asText(), "writes", name)));
        }

        await().atMost(PATIENCE).untilAsserted(() -> {
            var used = new HashSet<Right>();
            for (var each : Told.by(suite)) {
                var topic = each.labels().get("topic");
                if (each.metric().equals("kafka_consumer_fetch_manager_records_lag_max"))
                    used.add(new Right(each.service(), "reads", topic));
                if (each.metric().equals("kafka_producer_topic_record_send_total"))
                    used.add(new Right(each.service(), "writes", topic));
            }
            assertThat(used)
                    .contains(
                            new Right("tracking", "writes", "danggol.storefront-events"),
                            new Right("profile", "writes", "danggol.profile-events"),
                            new Right("segment", "writes", "danggol.segment-memberships"),
                            new Right("campaign", "reads", "danggol.segment-memberships"));
            assertThat(rights).containsAll(used);
        });
    }

    private record Right(String service, String does, String topic) {}

    @Test
    void everyRecordedSeriesThatIsAskedForIsRecorded(RunningSuite suite) throws Exception {
        var rules = new YAMLMapper()
                .readTree(chart(suite).resolve("files/rules.yaml").toFile());

        var asked = Asked.recorded(chart(suite));

        assertThat(asked).isNotEmpty();
        assertThat(rules.findValuesAsText("record")).containsAll(asked);
    }

    private static Path chart(RunningSuite suite) {
        return suite.checkout().resolve("helm/danggol");
    }

    /// From the click to the mail, an event that is refused, an erasure.
    private static void everythingHappens(RunningSuite suite) throws Exception {
        CartReminder.start(suite.client());
        var shopper = somethingHappens(suite);
        refusedEvent(suite.client());
        suite.advance(Duration.ofMinutes(61));
        var mails = Inbox.mails(suite.client());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(mails.to(shopper.email())).hasSize(1));
    }

    /// Somebody comes and fills a cart, somebody leaves.
    private static Shopper somethingHappens(RunningSuite suite) throws Exception {
        var comes = Shopper.unknown(suite.client());
        comes.signUp();
        comes.agree("email");
        comes.does("add_to_cart", "P1205");
        var leaves = Shopper.unknown(suite.client());
        leaves.signUp();
        erase(suite.client(), leaves.customerId());
        return comes;
    }

    private static void refusedEvent(SuiteClient client) throws IOException, InterruptedException {
        var answer = client.post(
                new Caller.Page(), "tracking", "/v1/events", Map.of("events", List.of(Map.of("name", "view_item"))));
        assertThat(answer.body().path("rejected")).hasSize(1);
    }

    private static void erase(SuiteClient client, String customer) throws IOException, InterruptedException {
        var order = Map.of("type", "erasure", "subject", Map.of("customerId", customer));
        client.post(new Caller.Role("privacy-officer"), "profile", "/v1/privacy-requests", order)
                .orFail("erasure");
    }

    private record Reader(String service, String name, String topic) {
        static Reader of(Told told) {
            return new Reader(
                    told.service(), told.labels().get("reader"), told.labels().get("topic"));
        }
    }
}
