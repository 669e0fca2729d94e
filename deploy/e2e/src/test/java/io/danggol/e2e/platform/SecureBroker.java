package io.danggol.e2e.platform;

import io.danggol.local.server.KafkaBroker;
import io.danggol.local.server.KafkaTopics;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/// A broker to which clients come encrypted and with a password (SASL_SSL, SCRAM-SHA-512), with the suite's topics.
/// Beside that it has a door for the test.
final class SecureBroker implements AutoCloseable {
    static final String PASSWORD = "a-password";

    private final KafkaBroker broker;
    private final int plain;
    private final int secure;

    private SecureBroker(KafkaBroker broker, int plain, int secure) {
        this.broker = broker;
        this.plain = plain;
        this.secure = secure;
    }

    /// @param user who may log in with [#PASSWORD]
    static SecureBroker start(Path data, Certificate certificate, String user)
            throws IOException, ExecutionException, InterruptedException {
        var ports = freePorts();
        int plain = ports.get(0), controller = ports.get(1), secure = ports.get(2);
        var settings = Map.ofEntries(
                Map.entry(
                        "listeners",
                        "PLAINTEXT://localhost:" + plain + ",SECURE://localhost:" + secure + ",CONTROLLER://localhost:"
                                + controller),
                Map.entry("advertised.listeners", "PLAINTEXT://localhost:" + plain + ",SECURE://localhost:" + secure),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,SECURE:SASL_SSL,CONTROLLER:PLAINTEXT"),
                Map.entry("inter.broker.listener.name", "PLAINTEXT"),
                Map.entry("listener.name.secure.sasl.enabled.mechanisms", "SCRAM-SHA-512"),
                Map.entry(
                        "listener.name.secure.scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
                Map.entry("listener.name.secure.ssl.keystore.type", "PEM"),
                Map.entry("listener.name.secure.ssl.keystore.certificate.chain", certificate.certificatePem()),
                Map.entry("listener.name.secure.ssl.keystore.key", certificate.keyPem()));
        var broker = new SecureBroker(KafkaBroker.start(data, plain, controller, settings), plain, secure);
        KafkaTopics.create(broker.plain(), "danggol.");
        broker.lets(user);
        return broker;
    }

    private void lets(String user) throws ExecutionException, InterruptedException {
        var credential = new UserScramCredentialUpsertion(
                user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD);
        try (var admin = Admin.create(Map.of("bootstrap.servers", plain()))) {
            admin.alterUserScramCredentials(List.of(credential)).all().get();
        }
    }

    /// What a client says of itself, as it stands in a Secret.
    static String login(String user) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                + PASSWORD + "\";";
    }

    /// The test's own door.
    String plain() {
        return "localhost:" + plain;
    }

    /// The door for everybody else.
    String secure() {
        return "localhost:" + secure;
    }

    private static List<Integer> freePorts() throws IOException {
        try (var one = new ServerSocket(0);
                var two = new ServerSocket(0);
                var three = new ServerSocket(0)) {
            return List.of(one.getLocalPort(), two.getLocalPort(), three.getLocalPort());
        }
    }

    @Override
    public void close() {
        broker.close();
    }
}
