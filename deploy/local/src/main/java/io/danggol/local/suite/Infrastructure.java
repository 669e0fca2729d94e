package io.danggol.local.suite;

import io.danggol.local.process.Child;
import io.danggol.local.process.JavaCommand;
import io.danggol.local.process.Ports;
import io.danggol.local.realm.Keycloak;
import io.danggol.local.server.Binaries;
import io.danggol.local.server.KafkaMain;
import io.danggol.local.server.KafkaTopics;
import io.danggol.local.server.PostgresServer;
import io.danggol.local.server.RedisServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// The servers below the services: PostgreSQL, Redis, Kafka and Keycloak.
final class Infrastructure {
    /// The services that keep something in PostgreSQL: each has a database and a user of its own, named after it.
    static final List<String> DATABASES = List.of("profile", "segment", "recommendation", "campaign");

    private final Home home;
    private final Addresses addresses;
    private final PostgresServer postgres;
    private final RedisServer redis;
    private final Keycloak keycloak;

    Infrastructure(Home home, Addresses addresses, Path keycloakDistribution) {
        this.home = home;
        this.addresses = addresses;
        var binaries = new Binaries(home.tools());
        postgres =
                new PostgresServer(binaries, home.of("postgresql"), home.log("postgresql"), addresses.postgres(), true);
        redis = new RedisServer(binaries, home.of("redis"), home.log("redis"), addresses.redis(), true, 16);
        keycloak = new Keycloak(keycloakDistribution, home.of("keycloak"), home.log("keycloak"), addresses.keycloak());
    }

    Keycloak keycloak() {
        return keycloak;
    }

    List<Part> parts() {
        return List.of(
                new Part(
                        "postgresql",
                        addresses.postgres(),
                        postgres::start,
                        postgres::answers,
                        "INT",
                        Duration.ofMinutes(2)),
                Part.of("redis", addresses.redis(), redis::start, redis::answers),
                Part.of("kafka", addresses.kafka(), this::startKafka, () -> Ports.open(addresses.kafka())),
                Part.of("keycloak", addresses.keycloak(), keycloak::start, keycloak::answers));
    }

    /// Makes databases and topics that are not there yet.
    void prepare() throws SQLException {
        for (var database : DATABASES) postgres.createDatabase(database);
        KafkaTopics.create(addresses.bootstrap(), ServiceSettings.TOPIC_PREFIX);
    }

    private Child startKafka() throws java.io.IOException {
        var command = JavaCommand.ofThisModule(
                "384m",
                KafkaMain.class,
                home.of("kafka").toString(),
                Integer.toString(addresses.kafka()),
                Integer.toString(addresses.kafkaController()));
        return Child.start(Child.Plan.of(command, home.of("kafka").resolveSibling("kafka-run"), home.log("kafka")));
    }
}
