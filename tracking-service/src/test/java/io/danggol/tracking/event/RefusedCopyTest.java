package io.danggol.tracking.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusedCopyTest {
    @Test
    void whatNamesAPersonIsLeftOutOrMasked() {
        var copy = RefusedCopy.of(Map.of(
                "id", "e-1",
                "visitorId", "kim@example.com",
                "customerToken", "eyJ",
                "customerId", "c-1",
                "email", "kim@example.com",
                "phone", "010-1234-5678",
                "context", Map.of("pageUrl", "https://shop.example/me?name=kim#x", "pageTitle", "kim@example.com 님"),
                "params", Map.of("search_term", "01012345678", "password", "x")));

        assertThat(copy)
                .isEqualTo(Map.of(
                        "id",
                        "e-1",
                        "visitorId",
                        "***",
                        "context",
                        Map.of("pageUrl", "https://shop.example/me", "pageTitle", "*** 님"),
                        "params",
                        Map.of("search_term", "***")));
    }

    @Test
    void whatIsWrongIsStillSeen() {
        assertThat(RefusedCopy.of(Map.of("value", -1, "items", List.of(Map.of("price", new BigDecimal("-0.5"))))))
                .isEqualTo(Map.of("value", -1, "items", List.of(Map.of("price", new BigDecimal("-0.5")))));
    }

    @Test
    void longThingsAreCut() {
        var copy = RefusedCopy.of(Map.of(
                "id", "가".repeat(5000),
                "value", new BigDecimal("1e999999999"),
                "currency", BigInteger.TEN.pow(99)));

        assertThat((String) copy.get("id")).hasSize(1024);
        assertThat(copy).containsEntry("value", "a long number").containsEntry("currency", "a long number");
    }

    @Test
    void aCutNeverLeavesHalfACharacter() {
        var copy = RefusedCopy.of(Map.of("id", "x".repeat(1023) + "👞👞"));

        assertThat((String) copy.get("id")).endsWith("x\uFFFD");
    }

    @Test
    void whatIsNoEventLeavesNothing() {
        assertThat(RefusedCopy.of("kim@example.com")).isEmpty();
        assertThat(RefusedCopy.of(null)).isEmpty();
    }
}
