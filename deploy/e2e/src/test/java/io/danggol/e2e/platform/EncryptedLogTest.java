package io.danggol.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.bench.suite.SuiteClient;
import io.danggol.contracts.Topics;
import io.danggol.e2e.suite.RunningSuite;
import io.danggol.e2e.suite.WithSuite;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// As in values-production.yaml, a service speaks to Kafka encrypted and with a password of its own, and to Redis by
/// `rediss://`; and to no server that shows another authority's certificate.
@WithSuite
class EncryptedLogTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SERVICE = "tracking";

    @TempDir
    private static Path folder;

    private static Certificate certificate;
    private static SecureBroker broker;

    private TlsFront redis;

    @BeforeAll
    static void theBrokerStarts() throws Exception {
        certificate = Certificate.selfSigned(folder.resolve("server"));
        Certificate.selfSigned(folder.resolve("another"));
        broker = SecureBroker.start(folder.resolve("kafka"), certificate, SERVICE);
    }

    @AfterAll
    static void theBrokerEnds() throws Exception {
        if (broker != null) broker.close();
    }

    @BeforeEach
    void redisHasACertificate(RunningSuite suite) throws Exception {
        redis = TlsFront.of(certificate.identity(), suite.addresses().redis());
    }

    @AfterEach
    void redisEnds() throws Exception {
        if (redis != null) redis.close();
    }

    @Test
    void anEventGoesToTheBrokerThatTheServiceTrusts(RunningSuite suite) throws Exception {
        try (var service = start(suite, "server", SERVICE)) {
            await().atMost(PATIENCE).until(service::isReady);
            var id = UUID.randomUUID().toString();

            var answer = send(suite, service, id);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(events()).anyMatch(event -> event.contains(id)));
            await().atMost(PATIENCE).until(() -> redis.guests() > 0);
        }
    }

    @Test
    void anotherAuthorityIsNotTrusted(RunningSuite suite) throws Exception {
        try (var service = start(suite, "another", SERVICE)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(service.printed()).contains("SSL handshake failed"));

            assertThat(service.isReady()).isFalse();
        }
    }

    @Test
    void norIsRedisOfAnotherAuthority(RunningSuite suite) throws Exception {
        try (var service = start(suite, "server", "another", SERVICE)) {
            await().atMost(PATIENCE).until(service::isReady);

            var answer = send(suite, service, UUID.randomUUID().toString());

            // Intake goes on without hints of duplicates.
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            await().atMost(PATIENCE).until(() -> redis.refused() > 0);
            assertThat(redis.guests()).isZero();
        }
    }

    @Test
    void whoHasNoPasswordThereIsNotLetIn(RunningSuite suite) throws Exception {
        try (var service = start(suite, "server", "somebody")) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(service.printed()).contains("Authentication failed"));

            assertThat(service.isReady()).isFalse();
        }
    }

    private Replica start(RunningSuite suite, String authority, String user) throws Exception {
        return start(suite, authority, authority, user);
    }

    private Replica start(RunningSuite suite, String authorityOfKafka, String authorityOfRedis, String user)
            throws Exception {
        return Replica.start(
                suite,
                SERVICE,
                values(),
                "KAFKA_|QUARKUS_REDIS_|QUARKUS_TLS_REDIS_",
                Map.of(
                        "/etc/danggol/kafka-ca/ca.crt",
                        folder.resolve(authorityOfKafka).resolve("certificate.pem"),
                        "/etc/danggol/redis-ca/ca.crt",
                        folder.resolve(authorityOfRedis).resolve("certificate.pem")),
                Map.of("KAFKA_SASL_JAAS_CONFIG", SecureBroker.login(user)));
    }

    private JsonNode values() {
        var values = SuiteClient.JSON.createObjectNode();
        var global = values.putObject("global");
        global.putObject("secrets").put("existingSecret", "local");
        global.putObject("oidc").put("issuer", "https://unused");
        global.putObject("postgresql").put("host", "unused");
        var kafka = global.putObject("kafka");
        kafka.put("bootstrapServers", broker.secure())
                .put("securityProtocol", "SASL_SSL")
                .put("saslMechanism", "SCRAM-SHA-512")
                .putObject("caSecret")
                .put("name", "ca");
        global.putObject("redis")
                .put("url", "rediss://localhost:" + redis.port())
                .putObject("caSecret")
                .put("name", "ca");
        return values;
    }

    private static HttpResponse<String> send(RunningSuite suite, Replica service, String id) throws Exception {
        var now = suite.client().now().toString();
        var event = Map.of(
                "id",
                id,
                "name",
                "page_view",
                "visitorId",
                "v_" + id,
                "sessionId",
                "s_" + id,
                "occurredAt",
                now,
                "sentAt",
                now,
                "consent",
                Map.of("analytics", true, "personalization", true));
        var request = HttpRequest.newBuilder(service.at("/v1/events"))
                .header("Content-Type", "application/json")
                .header("Origin", "http://localhost:8090")
                .header("X-Danggol-Key", "demo-key")
                .POST(BodyPublishers.ofByteArray(SuiteClient.JSON.writeValueAsBytes(Map.of("events", List.of(event)))))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        }
    }

    /// What is on the secured broker.
    private List<String> events() {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.plain()), new StringDeserializer(), new StringDeserializer())) {
            var topic = "danggol." + Topics.STOREFRONT_EVENTS.name();
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(it -> new TopicPartition(topic, it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var events = new ArrayList<String>();
            for (var polled = consumer.poll(Duration.ofSeconds(5));
                    !polled.isEmpty();
                    polled = consumer.poll(Duration.ofSeconds(1))) polled.forEach(event -> events.add(event.value()));
            return events;
        }
    }
}
