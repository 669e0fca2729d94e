package io.danggol.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.danggol.chassis.time.ShiftedClock;
import io.danggol.local.suite.SuiteClock;
import io.danggol.simulators.Simulators;
import io.danggol.simulators.SimulatorsConfig;
import io.danggol.simulators.kakao.NhnAccount;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;

/// What surrounds campaign-service in its tests: the mail server and the Kakao provider of the suite, started in this
/// process, and small stand-ins for profile-service's and recommendation-service's one call each.
public final class World implements QuarkusTestResourceLifecycleManager {
    static final String SECRET = "a-secret-of-the-test-shop-32-bytes-long";
    static final String WEBHOOK_SIGNATURE = "test-webhook-signature";
    static final String MAIL_SECRET = "test-mail-secret";
    static final String DKIM_SELECTOR = "test1";
    static final KeyPair DKIM = keyPair();
    private static final String IDENTITY_KEY = "identity-key-of-the-tests-0123456789";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Path CLOCK = Path.of("target", "test-clock").toAbsolutePath();
    static final Clock NOW = new ShiftedClock(Clock.systemUTC(), CLOCK);

    /// What the ledger knows of a person.
    record Known(String email, String phone, String name, Map<String, String> refused) {}

    private static final Map<UUID, Known> KNOWN = new ConcurrentHashMap<>();
    private static final Map<String, String> CUSTOMERS = new ConcurrentHashMap<>();
    private static volatile boolean profileServiceDown;
    private static Simulators simulators;
    private static String shop;
    private HttpServer others;

    @Override
    public Map<String, String> start() {
        try {
            clock(LocalTime.of(14, 0));
            others = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            others.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            others.createContext("/token", exchange -> answer(exchange, 200, """
                    {"access_token":"test","token_type":"Bearer","expires_in":3600}"""));
            others.createContext("/v1/profiles/", World::contact);
            others.createContext("/v1/contacts/resolve", World::resolve);
            others.createContext("/v1/recommendations", World::recommendations);
            others.createContext("/pictures/", World::picture);
            others.start();
            shop = "http://localhost:" + others.getAddress().getPort();
            simulators = Simulators.start(new SimulatorsConfig(
                    SimulatorsConfig.Ports.FREE,
                    Files.createTempDirectory("simulators"),
                    NOW,
                    new NhnAccount("app-key", "secret-key", "sender-key", "단골마켓", Optional.empty(), WEBHOOK_SIGNATURE),
                    Duration.ofMillis(200)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var settings = new HashMap<String, String>();
        settings.put("danggol.clock.file", CLOCK.toString());
        settings.put("danggol.identity.key", IDENTITY_KEY);
        settings.put("danggol.shop.secret", SECRET);
        settings.put("danggol.storefront.keys[0].key", "test-key");
        settings.put("danggol.storefront.keys[0].origins", "https://shop.example");
        settings.put("danggol.shop.name", "단골마켓");
        settings.put("danggol.shop.email", "hello@shop.example");
        settings.put("danggol.shop.phone", "02-1234-5678");
        settings.put("danggol.shop.address", "서울특별시 종로구 세종대로 1");
        settings.put("danggol.public-url", "https://msg.shop.example");
        settings.put("quarkus.rest-client.profile-service.url", shop);
        settings.put("quarkus.rest-client.recommendation-service.url", shop);
        settings.put("quarkus.oidc-client.auth-server-url", shop);
        settings.put("quarkus.oidc-client.discovery-enabled", "false");
        settings.put("quarkus.oidc-client.token-path", "/token");
        settings.put("quarkus.oidc-client.credentials.secret", "test");
        settings.put("danggol.mail.host", "localhost");
        settings.put("danggol.mail.port", String.valueOf(simulators.smtpPort()));
        settings.put("danggol.mail.webhook-secret", MAIL_SECRET);
        settings.put("danggol.mail.dkim.keys[0].selector", DKIM_SELECTOR);
        settings.put(
                "danggol.mail.dkim.keys[0].private-key",
                Base64.getEncoder().encodeToString(DKIM.getPrivate().getEncoded()));
        settings.put("danggol.kakao.nhn.url", "http://localhost:" + simulators.kakaoPort());
        settings.put("danggol.kakao.nhn.app-key", "app-key");
        settings.put("danggol.kakao.nhn.secret-key", "secret-key");
        settings.put("danggol.kakao.nhn.sender-key", "sender-key");
        settings.put("danggol.kakao.nhn.webhook-signature", WEBHOOK_SIGNATURE);
        settings.put("danggol.kakao.nhn.timeout", "PT2S");
        settings.put("danggol.kakao.poll-interval", "PT0.5S");
        settings.put("danggol.kakao.reconcile-after", "PT1S");
        settings.put("danggol.log.max-block-millis", "5000");
        settings.put("danggol.campaign.backoff", "PT0.5S");
        settings.put("danggol.campaign.lease", "PT5S");
        return settings;
    }

    @Override
    public void stop() {
        simulators.close();
        others.stop(0);
    }

    private static KeyPair keyPair() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has RSA", e);
        }
    }

    /// Sets all clocks to that time of today, Korean time.
    static void clock(LocalTime time) {
        clock(time, Duration.ZERO);
    }

    /// Sets all clocks to that time of today, Korean time, and so much later; returns when each of them knows. A test
    /// that began before would start its campaign by the old time, and nothing that happens then is after that.
    static void clock(LocalTime time, Duration later) {
        var today = Instant.now().atZone(Seoul.ZONE).toLocalDate();
        try {
            new SuiteClock(CLOCK, Clock.systemUTC())
                    .startAt(today.atTime(time).atZone(Seoul.ZONE).toInstant().plus(later));
            Thread.sleep(ShiftedClock.READING_HOLDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Makes a person known to the ledger.
    static void knows(UUID person, Known known) {
        KNOWN.put(person, known);
    }

    /// Makes a phone number known as that of the customer with this hash.
    static void numberOf(String customerHash, String phone) {
        CUSTOMERS.put(phone, customerHash);
    }

    static void profileService(boolean up) {
        profileServiceDown = !up;
    }

    /// The mails that an address got, newest first.
    public static List<JsonNode> mails(String to) {
        return items(simulators.mailPort(), "/api/messages?limit=500&to=" + encode(to));
    }

    /// The source of a mail as it came over SMTP.
    public static String source(JsonNode mail) {
        return call(
                "GET", simulators.mailPort(), "/api/messages/" + mail.path("id").asText() + "/source", null);
    }

    /// The Kakao messages that a phone got, newest first.
    static List<JsonNode> kakao(String to) {
        return items(simulators.kakaoPort(), "/api/messages?limit=500&to=" + encode(to));
    }

    /// The messages that NHN accepted for a number.
    static List<JsonNode> accepted(String to) {
        return items(simulators.kakaoPort(), "/api/control/accepted?limit=500&to=" + encode(to));
    }

    /// Orders trouble at the Kakao provider.
    static void kakaoControl(String json) {
        call("PATCH", simulators.kakaoPort(), "/api/control", json);
    }

    /// Orders trouble at the mail server.
    static void mailControl(String json) {
        call("PATCH", simulators.mailPort(), "/api/control", json);
    }

    private static List<JsonNode> items(int port, String path) {
        try {
            var items = new java.util.ArrayList<JsonNode>();
            JSON.readTree(call("GET", port, path, null)).path("items").forEach(items::add);
            return items;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String call(String method, int port, String path, String body) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .header("Content-Type", "application/json")
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body))
                    .build();
            var response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2)
                throw new IllegalStateException(path + " answered " + response.statusCode() + ": " + response.body());
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// GET /v1/profiles/{id}/contact?channel=&purpose=
    private static void contact(HttpExchange exchange) throws IOException {
        if (profileServiceDown) {
            answer(exchange, 503, "{}");
            return;
        }
        var path = exchange.getRequestURI().getPath().split("/");
        var channel = exchange.getRequestURI().getQuery().contains("channel=kakao") ? "kakao" : "email";
        var known = KNOWN.get(UUID.fromString(path[3]));
        if (known == null) {
            answer(exchange, 404, "{}");
        } else if (known.refused().containsKey(channel)) {
            answer(exchange, 403, """
                    {"type":"https://danggol.io/problems/%s","title":"no","status":403,"detail":"the ledger says no"}""".formatted(known.refused().get(channel)));
        } else {
            var address = channel.equals("kakao") ? known.phone() : known.email();
            answer(
                    exchange,
                    200,
                    JSON.createObjectNode()
                            .put("address", address)
                            .put("name", known.name())
                            .put("allowedBy", "ledger-1")
                            .toString());
        }
    }

    /// POST /v1/contacts/resolve {phones}
    private static void resolve(HttpExchange exchange) throws IOException {
        var phone = JSON.readTree(exchange.getRequestBody().readAllBytes())
                .path("phones")
                .path(0)
                .asText();
        var customers = JSON.createObjectNode();
        if (CUSTOMERS.containsKey(phone)) customers.put("0", CUSTOMERS.get(phone));
        answer(
                exchange,
                200,
                JSON.createObjectNode().set("customers", customers).toString());
    }

    /// GET /v1/recommendations: for KakaoTalk with pictures, of which one is none that it shows.
    private static void recommendations(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getQuery().contains("placement=kakao")) {
            var items = JSON.createArrayNode();
            for (var id : List.of("R1", "R2", "svg", "R3", "R4"))
                items.addObject()
                        .put("item_id", id)
                        .put("item_name", "추천 상품 " + id)
                        .put("url", "https://shop.example/p/" + id)
                        .put("imageUrl", pictureOf(id))
                        .put("price", 89_000)
                        .put("salePrice", 79_000)
                        .put("currency", "KRW")
                        .putObject("reason")
                        .put("code", "similar")
                        .put("text", "담아 두신 상품과 비슷해요");
            answer(exchange, 200, JSON.createObjectNode().set("items", items).toString());
            return;
        }
        answer(exchange, 200, """
                {"recommendationId":"r1","placement":"email","items":[
                  {"item_id":"R1","item_name":"가죽 로퍼","url":"https://shop.example/p/R1","price":59000,"currency":"KRW",
                   "reason":{"code":"similar","text":"담아 두신 상품과 비슷해요"}},
                  {"item_id":"R2","item_name":"스웨이드 부츠","url":"https://shop.example/p/R2","price":99000,"currency":"KRW",
                   "reason":{"code":"similar","text":"최근 본 상품과 어울려요"}}]}""");
    }

    /// Where the shop has a product's picture.
    static String pictureOf(String product) {
        return shop + "/pictures/" + product;
    }

    private static void picture(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().endsWith("/svg")) {
            answer(exchange, 200, "<svg xmlns='http://www.w3.org/2000/svg'/>");
            return;
        }
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB), "png", bytes);
        try (exchange) {
            exchange.sendResponseHeaders(200, bytes.size());
            exchange.getResponseBody().write(bytes.toByteArray());
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
