package io.danggol.chassis.log;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Makes Kafka clients from the deployment's `kafka.*` settings.
@Singleton
class KafkaSettings {
    private static final Duration FETCH_MAX_WAIT = Duration.ofMillis(100);

    private final Map<String, Object> broker;
    private final LogConfig config;
    private final String application;

    KafkaSettings(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            LogConfig config,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        this.broker = broker;
        this.config = config;
        this.application = application;
    }

    String group() {
        return config.group().orElse(application);
    }

    KafkaProducer<String, byte[]> producer() {
        var settings = new HashMap<>(broker);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, config.lingerMillis());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, config.maxBlockMillis());
        settings.put(
                ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(365).toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int)
                config.deliveryTimeout().toMillis());
        quickReconnect(settings);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /// The group of a reader.
    String groupOf(String reader) {
        return group() + "." + reader;
    }

    /// A consumer in the reader's group.
    KafkaConsumer<String, byte[]> consumer(String reader) {
        return consumer(Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                groupOf(reader),
                ConsumerConfig.CLIENT_ID_CONFIG,
                nameOf(reader) + "." + UUID.randomUUID()));
    }

    /// A reader among those of all services.
    String nameOf(String reader) {
        return application + "." + reader;
    }

    /// A consumer without a group, for readers that choose their partitions themselves.
    KafkaConsumer<String, byte[]> loner(String reader) {
        return loner(reader, FETCH_MAX_WAIT);
    }

    /// A consumer that looks into one partition after another: a broker that has nothing says so at once, or the next
    /// look waits.
    KafkaConsumer<String, byte[]> glancer(String reader) {
        return loner(reader, Duration.ZERO);
    }

    private KafkaConsumer<String, byte[]> loner(String reader, Duration fetchMaxWait) {
        return consumer(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                nameOf(reader) + "." + UUID.randomUUID(),
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                (int) fetchMaxWait.toMillis()));
    }

    private KafkaConsumer<String, byte[]> consumer(Map<String, Object> own) {
        var settings = new HashMap<>(broker);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.maxBatch());
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) FETCH_MAX_WAIT.toMillis());
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        quickReconnect(settings);
        settings.putAll(own);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static void quickReconnect(Map<String, Object> settings) {
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 50);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    }
}
