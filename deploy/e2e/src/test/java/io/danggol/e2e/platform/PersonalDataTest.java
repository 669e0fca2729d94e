package io.danggol.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.bench.suite.SuiteClient;
import io.danggol.e2e.suite.Database;
import io.danggol.e2e.suite.RunningSuite;
import io.danggol.e2e.suite.WithSuite;
import io.danggol.local.suite.Addresses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// After all that the other tests did, no address and no phone number of theirs is in a log, a metric, on a topic, or
/// readable in a database: all their customers' mails go to example.invalid, and their phones are Korean mobiles.
@WithSuite
@Order(Integer.MAX_VALUE - 1)
class PersonalDataTest {
    private static final String DOMAIN = "example.invalid";
    private static final Pattern PERSONAL =
            Pattern.compile("@example\\.invalid|(?<![0-9A-Za-z_-])(\\+82-?|0)10-?\\d{4}-?\\d{4}(?![0-9A-Za-z_-])");

    /// What the virtual machine says of itself, the first of it behind the half line of a life that was killed.
    private static final Pattern MACHINE = Pattern.compile(".*Picked up JAVA_TOOL_OPTIONS: .*|WARNING: .*|OpenJDK .*");

    /// The lines that stand there; the one that is being written is not yet one.
    private static String written(Path log) throws IOException {
        var text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        return text.substring(0, text.lastIndexOf('\n') + 1);
    }

    /// Whatever looks like an address or a number, with some of what stands around it.
    private static Stream<String> named(String text) {
        return PERSONAL.matcher(text)
                .results()
                .map(each -> text.substring(Math.max(0, each.start() - 40), Math.min(text.length(), each.end() + 20)));
    }

    @Test
    void noLogNamesAnybody(RunningSuite suite) throws IOException {
        var found = new ArrayList<String>();
        var lines = 0L;
        try (var logs = Files.list(suite.logs())) {
            for (var log : logs.toList()) {
                if (log.endsWith("playground.log")) continue; // the shop and the inboxes themselves
                var text = written(log);
                lines += text.lines().count();
                named(text).forEach(each -> found.add(log.getFileName() + ": " + each));
            }
        }
        assertThat(lines).isGreaterThan(100);
        assertThat(found).isEmpty();
    }

    /// Whatever a service logs is a JSON object a line.
    @Test
    void logsAreJson(RunningSuite suite) throws IOException {
        var objects = 0;
        for (var service : Addresses.services()) {
            for (var line :
                    written(suite.logs().resolve(service + ".log")).lines().toList()) {
                if (MACHINE.matcher(line).matches()) continue;
                assertThat(line).startsWith("{");
                var object = SuiteClient.JSON.readTree(line);
                assertThat(object.path("timestamp").asText()).as(line).isNotEmpty();
                assertThat(object.path("level").asText()).as(line).isNotEmpty();
                objects++;
            }
        }
        assertThat(objects).isGreaterThan(100);
    }

    /// Also where somebody calls an address in a way that it does not take.
    @Test
    void noMetricNamesAnybody(RunningSuite suite) throws IOException, InterruptedException {
        var profile = Addresses.url(suite.addresses().service("profile", 1));
        try (var http = HttpClient.newHttpClient()) {
            var call = HttpRequest.newBuilder(URI.create(profile + "/v1/customers/olga@" + DOMAIN))
                    .DELETE()
                    .build();
            assertThat(http.send(call, BodyHandlers.discarding()).statusCode()).isEqualTo(405);
        }

        var told = Told.by(suite);

        assertThat(told).hasSizeGreaterThan(1000);
        assertThat(told)
                .filteredOn(each -> each.labels().values().stream()
                        .flatMap(PersonalDataTest::named)
                        .findAny()
                        .isPresent())
                .isEmpty();
    }

    @Test
    void noTopicNamesAnybody(RunningSuite suite) {
        var found = new TreeSet<String>();
        var records = 0L;
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", suite.addresses().bootstrap()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .filter(partition -> partition.topic().startsWith("danggol."))
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            var ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    records++;
                    for (var part : new byte[][] {record.key(), record.value()}) {
                        if (part == null) continue;
                        named(new String(part, StandardCharsets.UTF_8))
                                .forEach(each -> found.add(record.topic() + ": " + each));
                    }
                }
            }
        }
        assertThat(records).isGreaterThan(1000);
        assertThat(found).isEmpty();
    }

    /// Bytes are shown in hexadecimal digits, so these are looked for as well.
    @ParameterizedTest
    @ValueSource(strings = {"profile", "segment", "recommendation", "campaign"})
    void noDatabaseLetsAnybodyBeRead(String service, RunningSuite suite) throws SQLException {
        var database = new Database(suite, service);
        var hex = HexFormat.of().formatHex(DOMAIN.getBytes(StandardCharsets.UTF_8));
        var tables = database.query("select format('%I.%I', schemaname, tablename) from pg_tables"
                + " where schemaname not in ('pg_catalog', 'information_schema')");
        assertThat(tables).hasSizeGreaterThan(3);
        var found = new ArrayList<String>();
        for (var table : tables) {
            found.addAll(database.query("select '" + table + ": ' || left(text, 200)"
                    + " from (select row::text as text from " + table + " as row offset 0) as rows"
                    + " where strpos(text, '@" + DOMAIN + "') > 0 or strpos(text, '" + hex + "') > 0"
                    + " or text ~ '(^|[^0-9a-f])010[0-9]{8}([^0-9a-f]|$)' limit 3"));
        }
        assertThat(found).isEmpty();
    }
}
