package io.danggol.bench.pipeline;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// What intake is measured against: an endpoint that reads the body, looks at nothing, writes as many records with the
/// same bytes and headers to the same broker with the same guarantees, and answers when the broker has them. Runs in a
/// JVM of its own.
public final class BareEndpoint {
    private BareEndpoint() {}

    /// @param arguments port, bootstrap servers, topic, the topic whose last record is written again and again, records
    ///     for each request
    public static void main(String[] arguments) {
        var port = Integer.parseInt(arguments[0]);
        var topic = arguments[2];
        var model = last(arguments[1], arguments[3]);
        var records = Integer.parseInt(arguments[4]);
        var producer = producer(arguments[1]);
        var vertx = Vertx.vertx();
        vertx.createHttpServer(new HttpServerOptions().setPort(port).setHost("127.0.0.1"))
                .requestHandler(request -> request.body().onSuccess(_ -> {
                    var context = vertx.getOrCreateContext();
                    var left = new AtomicInteger(records);
                    for (var i = 0; i < records; i++) {
                        var key = "v_" + System.nanoTime() % 20_000;
                        var record = new ProducerRecord<>(topic, null, key, model.value(), model.headers());
                        producer.send(record, (_, e) -> {
                            if (left.decrementAndGet() == 0) {
                                context.runOnContext(_ -> request.response()
                                        .setStatusCode(e == null ? 202 : 503)
                                        .end());
                            }
                        });
                    }
                }))
                .listen()
                .onSuccess(_ -> System.out.println("listening"));
    }

    private static ConsumerRecord<byte[], byte[]> last(String bootstrap, String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            var ends = consumer.endOffsets(partitions);
            var filled = partitions.stream()
                    .filter(partition -> ends.get(partition) > 0)
                    .findFirst()
                    .orElseThrow();
            consumer.assign(List.of(filled));
            consumer.seek(filled, ends.get(filled) - 1);
            while (true) {
                var records = consumer.poll(Duration.ofSeconds(1)).records(filled);
                if (!records.isEmpty()) return records.getFirst();
            }
        }
    }

    private static KafkaProducer<String, byte[]> producer(String bootstrap) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        2),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
