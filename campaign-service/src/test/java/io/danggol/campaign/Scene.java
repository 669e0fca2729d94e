package io.danggol.campaign;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.danggol.chassis.log.LogWriter;
import io.danggol.contracts.ConsentsChanged;
import io.danggol.contracts.Product;
import io.danggol.contracts.ProfileMessage.CartItem;
import io.danggol.contracts.ProfileMessage.ProfileChanged;
import io.danggol.contracts.ProfileMessage.Traits;
import io.danggol.contracts.SegmentMembership;
import io.danggol.contracts.SegmentMembership.Cause;
import io.danggol.contracts.StorefrontEvent;
import io.danggol.contracts.Topic;
import io.danggol.contracts.Topics;
import io.restassured.http.ContentType;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// What the other services would tell campaign-service, said in a test's words.
@Singleton
public class Scene {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final AtomicLong REVISION = new AtomicLong(System.currentTimeMillis());
    private final LogWriter log;
    private final Pool pool;

    Scene(LogWriter log, Pool pool) {
        this.log = log;
        this.pool = pool;
    }

    /// A customer of the shop.
    ///
    /// @param phone ends as the Kakao simulator needs it: `0000` gets everything
    public record Customer(UUID id, String email, String phone, String name) {}

    /// Somebody new, known to the ledger.
    public Customer customer() {
        return customer("0000");
    }

    /// Somebody new with a product in the cart, who agreed to advertising on these channels.
    public Customer shopper(Channel... channels) {
        var shopper = customer();
        cart(shopper.id(), "P1");
        consents(shopper, channels);
        return shopper;
    }

    /// Somebody new whose phone number ends in `fate`.
    public Customer customer(String fate) {
        var number = NUMBER.incrementAndGet();
        return customer("customer-" + number + "@shop.example", "010%04d%s".formatted(number, fate), "김단골" + number);
    }

    /// Somebody new at this address.
    public Customer customerAt(String local) {
        var number = NUMBER.incrementAndGet();
        return customer(local + "+" + number + "@shop.example", "010%04d0000".formatted(number), "이메일");
    }

    /// Somebody with this profile.
    public Customer customer(UUID id) {
        var number = NUMBER.incrementAndGet();
        return customer(id, "customer-" + number + "@shop.example", "010%04d0000".formatted(number), "김단골");
    }

    private static Customer customer(String email, String phone, String name) {
        return customer(UUID.randomUUID(), email, phone, name);
    }

    private static Customer customer(UUID id, String email, String phone, String name) {
        var customer = new Customer(id, email, phone, name);
        World.knows(customer.id(), new World.Known(email, phone, name, Map.of()));
        return customer;
    }

    /// The ledger refuses advertising on this channel, by this rule, when it is asked.
    public void ledgerRefuses(Customer customer, Channel channel, String rule) {
        World.knows(
                customer.id(),
                new World.Known(customer.email(), customer.phone(), customer.name(), Map.of(channel.wire(), rule)));
    }

    /// The person agreed to advertising on these channels.
    public void consents(Customer customer, Channel... channels) {
        consents(customer, World.NOW.instant().minus(Duration.ofDays(1)), channels);
    }

    /// The person agreed to advertising on these channels at `since`.
    public void consents(Customer customer, Instant since, Channel... channels) {
        var states = new ArrayList<ConsentsChanged.State>();
        states.add(new ConsentsChanged.State(null, "personalization", null, "granted", since));
        for (var channel : channels)
            states.add(new ConsentsChanged.State(null, "marketing", channel.wire(), "granted", since));
        consents(customer.id(), states);
    }

    /// All decisions of a profile.
    public void consents(UUID profile, List<ConsentsChanged.State> states) {
        var change = new ConsentsChanged(profile, REVISION.incrementAndGet(), states);
        send(Topics.CONSENTS, profile.toString(), ConsentsChanged.TYPE, change);
        known("select 1 from consent where profile_id = $1 and revision >= $2", Tuple.of(profile, change.revision()));
    }

    /// What lies in the person's cart, a piece of each.
    public void cart(UUID profile, String... items) {
        var cart = new ArrayList<CartItem>();
        for (var item : items) cart.add(new CartItem(item, BigDecimal.ONE));
        var traits = new Traits(null, null, 0, null, null, "KRW", null, List.of(), null, null, null, cart);
        var change = new ProfileChanged(profile, REVISION.incrementAndGet(), traits, List.of(), false);
        send(Topics.PROFILE_EVENTS, profile.toString(), ProfileChanged.TYPE, change);
        known("select 1 from profile where id = $1 and revision >= $2", Tuple.of(profile, change.revision()));
    }

    /// An event of a browser.
    public static StorefrontEvent event(
            String name, String source, String visitor, Instant at, boolean personalization) {
        return event(name, source, visitor, at, personalization, null, Map.of());
    }

    /// An event of an order.
    public static StorefrontEvent event(String name, String source, String order, Instant at, Integer value) {
        return event(name, source, null, at, true, value, Map.of("transaction_id", order));
    }

    private static StorefrontEvent event(
            String name,
            String source,
            String visitor,
            Instant at,
            boolean personalization,
            Integer value,
            Map<String, Object> params) {
        return new StorefrontEvent(
                UUID.randomUUID().toString(),
                source,
                name,
                visitor,
                null,
                null,
                null,
                at,
                at,
                new StorefrontEvent.Consent(true, personalization),
                null,
                "KRW",
                value == null ? null : BigDecimal.valueOf(value),
                List.of(),
                params);
    }

    /// A product of the catalogue.
    public void product(String id, String name, long price) {
        send(
                Topics.PRODUCTS,
                id,
                Product.TYPE,
                new Product(
                        id,
                        name,
                        null,
                        "신발",
                        null,
                        null,
                        BigDecimal.valueOf(price),
                        null,
                        "KRW",
                        10L,
                        "https://shop.example/p/" + id,
                        World.pictureOf(id),
                        null,
                        Map.of(),
                        List.of(),
                        false));
        known("select 1 from product where item_id = $1 and body ->> 'item_name' = $2", Tuple.of(id, name));
    }

    /// Waits until campaign-service knows what it was told.
    private void known(String sql, Tuple values) {
        await().atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> pool.preparedQuery(sql).executeAndAwait(values).rowCount() == 1);
    }

    /// The person came into a segment now, by something that happened.
    public SegmentMembership enters(UUID profile, String segment) {
        var now = World.NOW.instant();
        return tell(new SegmentMembership(
                profile,
                segment,
                true,
                now,
                REVISION.incrementAndGet(),
                "test",
                UUID.randomUUID().toString(),
                Cause.EVENT));
    }

    /// The person left a segment.
    public void leaves(UUID profile, String segment) {
        tell(new SegmentMembership(
                profile, segment, false, World.NOW.instant(), REVISION.incrementAndGet(), "test", null, Cause.EVENT));
    }

    /// Tells a membership as it stands.
    public SegmentMembership tell(SegmentMembership membership) {
        send(
                Topics.SEGMENT_MEMBERSHIPS,
                membership.profileId() + ":" + membership.segment(),
                SegmentMembership.TYPE,
                membership);
        return membership;
    }

    /// A revision above all others.
    public long revision() {
        return REVISION.incrementAndGet();
    }

    /// Writes a message to the log.
    public void send(Topic topic, String key, String type, Object body) {
        log.send(log.message(topic, key, type, UUID.randomUUID().toString(), body))
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    /// Draws a campaign up and starts it.
    public void active(String key, String json) {
        given().contentType(ContentType.JSON)
                .body(json)
                .post("/v1/campaigns")
                .then()
                .statusCode(201);
        given().post("/v1/campaigns/" + key + "/activate").then().statusCode(200);
    }

    /// A campaign for who enters the segment of the same name, on these channels.
    public void triggered(String key, Channel... channels) {
        var names = Arrays.stream(channels)
                .map(channel -> "\"" + channel.wire() + "\"")
                .collect(Collectors.joining(","));
        active(key, """
                {"key":"%s","kind":"triggered","trigger":{"segmentEntered":"%s"},
                 "steps":[{"key":"first","channels":[%s]}],
                 "content":{"email":{"subject":"{customer.name}님, {cart.first 이/가} 기다려요",
                                     "text":"{customer.name}님, 담아 두신 상품이에요.\\n\\n{cart}\\n\\n이런 상품은 어떠세요?\\n\\n{recommendations}"},
                            "kakao":{"chatBubbleType":"TEXT","content":"{customer.name}님, 장바구니에 {cart.count}개가 있어요.\\n{cart}",
                                     "buttons":[{"name":"보러 가기","type":"WL","linkMo":"https://shop.example/cart"}]}}}""".formatted(key, key, names));
    }

    /// The decisions of a person, newest first.
    public static List<Map<String, Object>> decisions(UUID profile) {
        return given().get("/v1/decisions?profileId=" + profile)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }
}
