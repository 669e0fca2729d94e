package io.danggol.local.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.contracts.Topics;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SuiteServersTest {
    private static Map<String, String> settings;

    @BeforeAll
    static void start() {
        settings = new SuiteServers().start();
    }

    @Test
    void theDatabaseIsOursAndSpeaksKorean() throws Exception {
        try (var connection = DriverManager.getConnection(
                        settings.get("quarkus.datasource.jdbc.url"),
                        settings.get("quarkus.datasource.username"),
                        settings.get("quarkus.datasource.password"));
                var statement = connection.createStatement()) {
            statement.execute("create table product (name text)");
            statement.execute("insert into product values ('구두 👠')");

            var found = statement.executeQuery("select name, char_length(name) from product");

            assertThat(found.next()).isTrue();
            assertThat(found.getString(1)).isEqualTo("구두 👠");
            assertThat(found.getInt(2)).isEqualTo(4);
        }
    }

    @Test
    void redisAnswers() throws Exception {
        var redis = URI.create(settings.get("quarkus.redis.hosts"));

        try (var socket = new Socket(redis.getHost(), redis.getPort())) {
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII))
                    .isEqualTo("+PONG");
        }
    }

    @Test
    void whatIsWrittenToATopicIsReadFromIt() throws Exception {
        var topic = settings.get("danggol.topic-prefix") + Topics.CONSENTS.name();
        var bootstrap = settings.get("kafka.bootstrap.servers");
        var partition = new TopicPartition(topic, 3);

        try (var producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new StringSerializer());
                var consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new StringDeserializer())) {
            producer.send(new ProducerRecord<>(topic, 3, "단골", "손님")).get();
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));

            var records = consumer.poll(Duration.ofSeconds(30)).records(partition);

            assertThat(StreamSupport.stream(records.spliterator(), false).map(it -> it.key() + it.value()))
                    .containsExactly("단골손님");
        }
    }

    @Test
    void aSecondStartUsesTheSameServersButSharesNothing() {
        var second = new SuiteServers().start();

        assertThat(second).containsEntry("kafka.bootstrap.servers", settings.get("kafka.bootstrap.servers"));
        assertThat(second.get("danggol.topic-prefix")).endsWith(".").isNotEqualTo(settings.get("danggol.topic-prefix"));
        assertThat(second.get("quarkus.datasource.jdbc.url")).isNotEqualTo(settings.get("quarkus.datasource.jdbc.url"));
        assertThat(second.get("quarkus.redis.hosts")).isNotEqualTo(settings.get("quarkus.redis.hosts"));
    }
}
