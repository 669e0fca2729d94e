package io.danggol.e2e.platform;

import io.danggol.local.process.JavaCommand;
import io.danggol.local.process.Ports;
import io.danggol.local.server.KafkaMain;
import io.danggol.local.server.KafkaTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/// A broker to which clients come encrypted and with a password (SASL_SSL, SCRAM-SHA-512), with the suite's topics.
/// It also has a plain door for the test.
final class SecureBroker implements AutoCloseable {
    static final String PASSWORD = "a-password";

    private final Process process;
    private final int plain;
    private final int secure;

    private SecureBroker(Process process, int plain, int secure) {
        this.process = process;
        this.plain = plain;
        this.secure = secure;
    }

    /// @param user who may log in with [#PASSWORD]
    static SecureBroker start(Path folder, Certificate certificate, String user)
            throws IOException, ExecutionException, InterruptedException {
        int plain = Ports.free(), controller = Ports.free(), secure = Ports.free();
        var settings = new Properties();
        settings.put(
                "listeners",
                "PLAINTEXT://localhost:%d,SECURE://localhost:%d,CONTROLLER://localhost:%d"
                        .formatted(plain, secure, controller));
        settings.put("advertised.listeners", "PLAINTEXT://localhost:%d,SECURE://localhost:%d".formatted(plain, secure));
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,SECURE:SASL_SSL,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("listener.name.secure.sasl.enabled.mechanisms", "SCRAM-SHA-512");
        settings.put(
                "listener.name.secure.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.put("listener.name.secure.ssl.keystore.type", "PEM");
        settings.put("listener.name.secure.ssl.keystore.certificate.chain", certificate.certificatePem());
        settings.put("listener.name.secure.ssl.keystore.key", certificate.keyPem());
        var file = Files.createDirectories(folder).resolve("secure.properties");
        try (var writer = Files.newBufferedWriter(file)) {
            settings.store(writer, null);
        }
        var process = new ProcessBuilder(JavaCommand.ofThisModule(
                        "256m",
                        KafkaMain.class,
                        folder.resolve("data").toString(),
                        Integer.toString(plain),
                        Integer.toString(controller),
                        file.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        var broker = new SecureBroker(process, plain, secure);
        try {
            KafkaTopics.create(broker.plain(), "danggol.");
            broker.lets(user);
            return broker;
        } catch (RuntimeException | ExecutionException e) {
            broker.close();
            throw new IllegalStateException(Files.readString(folder.resolve("log")), e);
        }
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

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(1, TimeUnit.MINUTES)) process.destroyForcibly();
    }
}
