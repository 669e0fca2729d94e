package io.danggol.local.suite;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The ports of the local suite.
///
/// @param offset what is added to every port, so that several suites fit on a machine; 0 to 40000
public record Addresses(int offset) {
    /// The five services, each with its port, in the order in which an event passes them.
    private static final Map<String, Integer> SERVICES =
            Map.of("tracking", 8081, "profile", 8082, "segment", 8083, "recommendation", 8084, "campaign", 8085);

    private static final List<String> SERVICE_NAMES =
            List.of("tracking", "profile", "segment", "recommendation", "campaign");

    public Addresses {
        if (offset < 0 || offset > 40_000) {
            throw new IllegalArgumentException("DANGGOL_PORT_OFFSET: " + offset + " (expected: 0 to 40000)");
        }
    }

    /// Of `DANGGOL_PORT_OFFSET`.
    public static Addresses ofEnvironment() {
        var offset = System.getenv().getOrDefault("DANGGOL_PORT_OFFSET", "0");
        try {
            return new Addresses(Integer.parseInt(offset));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("DANGGOL_PORT_OFFSET: " + offset + " (expected: a number)", e);
        }
    }

    public static List<String> services() {
        return SERVICE_NAMES;
    }

    /// @param replica 1 for the first, at 8081 to 8085; 2 for the second, at 8101 to 8105
    public int service(String name, int replica) {
        return SERVICES.get(name) + (replica - 1) * 20 + offset;
    }

    public int postgres() {
        return 15432 + offset;
    }

    public int redis() {
        return 16379 + offset;
    }

    public int kafka() {
        return 19092 + offset;
    }

    public int kafkaController() {
        return 19093 + offset;
    }

    public int keycloak() {
        return 8180 + offset;
    }

    public int shop() {
        return 8090 + offset;
    }

    public int kakaoInbox() {
        return 8091 + offset;
    }

    public int mailInbox() {
        return 8092 + offset;
    }

    public int traces() {
        return 8093 + offset;
    }

    public int smtp() {
        return 12525 + offset;
    }

    public String serviceUrl(String name) {
        return url(service(name, 1));
    }

    public String issuer() {
        return url(keycloak()) + "/realms/danggol";
    }

    public String bootstrap() {
        return "localhost:" + kafka();
    }

    public static String url(int port) {
        return "http://localhost:" + port;
    }

    /// All ports that a suite takes.
    public List<Integer> all(int replicas) {
        var services = SERVICE_NAMES.stream()
                .flatMap(name -> Stream.iterate(1, replica -> replica <= replicas, replica -> replica + 1)
                        .map(replica -> service(name, replica)));
        var others = Stream.of(
                postgres(),
                redis(),
                kafka(),
                kafkaController(),
                keycloak(),
                shop(),
                kakaoInbox(),
                mailInbox(),
                traces(),
                smtp());
        return Stream.concat(services, others).sorted().toList();
    }
}
