package io.danggol.tracking.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventFormTest {
    private static final Map<String, Object> GOOD = Map.of(
            "id", "e-1",
            "name", "view_item",
            "visitorId", "v_1",
            "consent", Map.of("analytics", true, "personalization", true));

    private static Map<String, Object> with(String field, Object value) {
        var event = new HashMap<>(GOOD);
        event.put(field, value);
        return event;
    }

    private static Map<String, Object> item(String field, Object value) {
        return with("items", List.of(Map.of("item_id", "P1", field, value)));
    }

    private static Draft read(Object json, Sender sender) {
        return switch (EventForm.read(json, sender)) {
            case Reading.Read(var draft) -> draft;
            case Reading.Unreadable(var refused) -> throw new AssertionError(refused);
        };
    }

    private static Refused refuse(Object json) {
        return switch (EventForm.read(json, Sender.BROWSER)) {
            case Reading.Read(var draft) -> throw new AssertionError(draft);
            case Reading.Unreadable(var refused) -> refused;
        };
    }

    private record Wrong(Reason reason, String pointer, Object json) {}

    static Stream<Wrong> wrong() {
        return Stream.of(
                new Wrong(Reason.INVALID, "", "text"),
                new Wrong(Reason.INVALID, "", List.of()),
                new Wrong(Reason.INVALID_ID, "/id", with("id", null)),
                new Wrong(Reason.INVALID_ID, "/id", with("id", " ")),
                new Wrong(Reason.INVALID_ID, "/id", with("id", "x".repeat(65))),
                new Wrong(Reason.INVALID_ID, "/id", with("id", List.of("e-1"))),
                new Wrong(Reason.INVALID_ID, "/id", with("id", "e\u0000")),
                new Wrong(Reason.PERSONAL_DATA, "/id", with("id", "kim@example.com")),
                new Wrong(Reason.INVALID_VISITOR, "/visitorId", with("visitorId", "x".repeat(65))),
                new Wrong(Reason.INVALID_VISITOR, "/visitorId", with("visitorId", Map.of())),
                new Wrong(Reason.PERSONAL_DATA, "/visitorId", with("visitorId", "kim@example.com")),
                new Wrong(Reason.INVALID_NAME, "/name", with("name", "View_Item")),
                new Wrong(Reason.INVALID_NAME, "/name", with("name", "custom.")),
                new Wrong(Reason.INVALID_NAME, "/name", with("name", "custom.a b")),
                new Wrong(Reason.INVALID_NAME, "/name", with("name", 7.5)),
                new Wrong(Reason.INVALID_AMOUNT, "/value", with("value", new BigDecimal("-0.01"))),
                new Wrong(Reason.INVALID_AMOUNT, "/value", with("value", new BigDecimal("1e999999999"))),
                new Wrong(Reason.INVALID_AMOUNT, "/value", with("value", BigInteger.TEN.pow(99))),
                new Wrong(Reason.INVALID_AMOUNT, "/value", with("value", Double.NaN)),
                new Wrong(Reason.INVALID_AMOUNT, "/value", with("value", "39000")),
                new Wrong(Reason.INVALID_AMOUNT, "/items/0/price", item("price", -1)),
                new Wrong(Reason.INVALID_AMOUNT, "/items/0/quantity", item("quantity", -1)),
                new Wrong(Reason.TOO_LONG, "/items/0/item_name", item("item_name", "가".repeat(1025))),
                new Wrong(Reason.TOO_LONG, "/no~1w~0here/0", with("no/w~here", List.of("x".repeat(1025)))),
                new Wrong(Reason.TOO_LONG, "", with("x".repeat(1025), 1)),
                new Wrong(
                        Reason.TOO_MANY_ITEMS,
                        "/items",
                        with("items", Collections.nCopies(201, Map.of("item_id", "P")))),
                new Wrong(Reason.INVALID, "/items", with("items", "P1")),
                new Wrong(Reason.INVALID, "/items/0", with("items", List.of("P1"))),
                new Wrong(Reason.INVALID, "/items/0/item_id", with("items", List.of(Map.of("price", 1)))),
                new Wrong(Reason.INVALID, "/context", with("context", 1)),
                new Wrong(Reason.INVALID, "/context/utm", with("context", Map.of("utm", List.of()))),
                new Wrong(Reason.INVALID, "/context/pageTitle", with("context", Map.of("pageTitle", List.of()))),
                new Wrong(Reason.INVALID, "/consent", with("consent", "all")),
                new Wrong(Reason.INVALID, "/consent/analytics", with("consent", Map.of("analytics", "true"))),
                new Wrong(Reason.INVALID, "/currency", with("currency", "₩")),
                new Wrong(Reason.INVALID, "/occurredAt", with("occurredAt", "2026-11-21")),
                new Wrong(Reason.INVALID, "/occurredAt", with("occurredAt", "2026-11-21T08:00:00")),
                new Wrong(Reason.INVALID, "/occurredAt", with("occurredAt", "+999999999-01-01T00:00:00Z")),
                new Wrong(Reason.INVALID, "/occurredAt", with("occurredAt", 1_790_000_000)),
                new Wrong(Reason.INVALID, "/sessionNumber", with("sessionNumber", 0)),
                new Wrong(Reason.INVALID, "/sessionNumber", with("sessionNumber", 1.5)),
                new Wrong(Reason.INVALID, "/params", with("params", List.of())),
                new Wrong(Reason.INVALID, "/params/coupon", with("params", Map.of("coupon", Map.of()))),
                new Wrong(
                        Reason.PERSONAL_DATA,
                        "/params/transaction_id",
                        with("params", Map.of("transaction_id", "a@b.kr"))),
                new Wrong(Reason.NO_TRANSACTION, "/params/transaction_id", with("name", "purchase")));
    }

    @ParameterizedTest
    @MethodSource
    void wrong(Wrong sample) {
        var refused = refuse(sample.json());

        assertThat(refused.faults().getFirst().pointer()).isEqualTo(sample.pointer());
        assertThat(refused.reason()).isEqualTo(sample.reason());
    }

    @Test
    void aRefusedEventKeepsItsIdIfThatIsFine() {
        assertThat(refuse(with("value", -1)).id()).isEqualTo("e-1");
        assertThat(refuse(with("id", "x".repeat(65))).id()).isNull();
    }

    @Test
    void aRefusedEventMayBeKeptOnlyWithConsent() {
        var silent = with("value", -1);
        silent.remove("consent");

        assertThat(refuse(with("value", -1)).consented()).isTrue();
        assertThat(refuse(silent).consented()).isFalse();
        assertThat(refuse("text").consented()).isFalse();
    }

    @Test
    void everyFaultIsNamed() {
        var event = with("value", -1);
        event.put("currency", 7);

        assertThat(refuse(event).faults()).extracting(Fault::pointer).containsExactly("/value", "/currency");
    }

    @ParameterizedTest
    @CsvSource({
        "39000, 39000",
        "39000.50, 39000.5",
        "1E+3, 1000",
        "0.0000004, 0",
        "12.3456785, 12.345678",
        "1e-999999999, 0",
        "0e999, 0",
        "1000000000000000, 1000000000000000",
    })
    void amountsAreRoundedToSixDecimals(BigDecimal given, String expected) {
        assertThat(read(with("value", given), Sender.BROWSER).value().toPlainString())
                .isEqualTo(expected);
    }

    @Test
    void numbersCountAsTheirDigitsWhereTextIsExpected() {
        var event = item("item_name", 7);
        event.put("visitorId", 512345678);
        event.put("params", Map.of("transaction_id", 536365L));

        var draft = read(event, Sender.BROWSER);

        assertThat(draft.visitorId()).isEqualTo("512345678");
        assertThat(draft.items().getFirst().itemName()).isEqualTo("7");
        assertThat(draft.params()).containsEntry("transaction_id", "536365");
    }

    @Test
    void onlyListedParametersAreTaken() {
        var event = with("params", Map.of("search_term", "구두", "rating", 5, "password", "x", "part", 2));

        assertThat(read(event, Sender.BROWSER).params())
                .isEqualTo(Map.of("search_term", "구두", "rating", new BigDecimal(5), "part", new BigDecimal(2)));
    }

    @Test
    void moneyWithoutCurrencyIsInWon() {
        assertThat(read(with("value", 1), Sender.BROWSER).currency()).isEqualTo("KRW");
        assertThat(read(item("price", 1), Sender.BROWSER).currency()).isEqualTo("KRW");
        assertThat(read(GOOD, Sender.BROWSER).currency()).isNull();
        assertThat(read(with("currency", "gbp"), Sender.BROWSER).currency()).isEqualTo("GBP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"customerId", "email", "phone"})
    void onlyAServerNamesCustomers(String field) {
        var event = with(field, "kim@example.com");

        assertThat(read(event, Sender.BROWSER)).isEqualTo(read(GOOD, Sender.BROWSER));
        assertThat(read(event, Sender.SERVER)).isNotEqualTo(read(GOOD, Sender.SERVER));
        event.remove("visitorId");
        assertThat(read(event, Sender.SERVER).visitorId()).isNull();
        assertThat(refuse(event).reason()).isEqualTo(Reason.INVALID_VISITOR);
    }

    @Test
    void consentIsNoUntilItIsYes() {
        assertThat(read(with("consent", Map.of()), Sender.BROWSER).analytics()).isFalse();
        assertThat(read(with("consent", Map.of("personalization", true)), Sender.BROWSER)
                        .analytics())
                .isFalse();
        assertThat(read(with("consent", Map.of("analytics", true)), Sender.BROWSER)
                        .personalization())
                .isFalse();
    }

    @Test
    void aDraftTellsNobodyWhomItIsAbout() {
        var draft = read(with("email", "kim@example.com"), Sender.SERVER);

        assertThat(draft.toString()).doesNotContain("kim");
    }
}
