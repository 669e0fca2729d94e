package io.danggol.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.danggol.bench.suite.Inbox;
import io.danggol.e2e.suite.CartReminder;
import io.danggol.e2e.suite.RunningSuite;
import io.danggol.e2e.suite.Shopper;
import io.danggol.e2e.suite.WithSuite;
import io.danggol.local.suite.Addresses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Alerts and dashboards speak of what services really tell.
@WithSuite
class MetricsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern METRIC = Pattern.compile("\\b(danggol|http_server|kafka|jvm|process)_[a-z0-9_]+");
    private static final Pattern RECORDED = Pattern.compile("\\bdanggol:[a-z0-9_]+:[a-z0-9_]+");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void everyMetricThatAnAlertOrADashboardNamesIsThere(RunningSuite suite) throws Exception {
        var client = suite.client();
        CartReminder.start(client);
        var shopper = Shopper.unknown(client);
        shopper.signUp();
        shopper.agree("email");
        shopper.does("add_to_cart", "P1205");
        suite.advance(Duration.ofMinutes(61));
        var mails = Inbox.mails(client);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(mails.to(shopper.email())).hasSize(1));

        var named = new TreeSet<String>();
        for (var file : files(suite)) find(METRIC, file, named);
        assertThat(named).hasSizeGreaterThan(15);
        // Some come with the first collection of garbage, or the first record of a topic.
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(told(suite)).containsAll(named));
    }

    @Test
    void everyRecordedSeriesThatADashboardNamesIsRecorded(RunningSuite suite) throws Exception {
        var rules = Files.readString(chart(suite).resolve("rules.yaml"));
        var named = new TreeSet<String>();
        for (var file : files(suite)) find(RECORDED, file, named);
        assertThat(named).isNotEmpty().allSatisfy(series -> assertThat(rules).contains("record: " + series + "\n"));
    }

    private static Path chart(RunningSuite suite) {
        return suite.checkout().resolve("helm/danggol/files");
    }

    private static List<String> files(RunningSuite suite) throws IOException {
        var dashboards = chart(suite).resolve("dashboards");
        return List.of(
                Files.readString(chart(suite).resolve("rules.yaml")),
                Files.readString(dashboards.resolve("danggol.json")),
                Files.readString(dashboards.resolve("danggol-readers.json")));
    }

    private static void find(Pattern pattern, String text, Set<String> found) {
        var matcher = pattern.matcher(text);
        while (matcher.find()) found.add(matcher.group());
    }

    /// The names of all series that the services' replicas give: who handed a message over is not known.
    private static Set<String> told(RunningSuite suite) throws IOException, InterruptedException {
        var told = new TreeSet<String>();
        for (var service : Addresses.services()) {
            for (var replica = 1; replica <= 2; replica++)
                told(suite.addresses().service(service, replica), told);
        }
        return told;
    }

    private static void told(int port, Set<String> told) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(Addresses.url(port) + "/q/metrics"))
                .build();
        HTTP.send(request, BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .forEach(told::add);
    }
}
