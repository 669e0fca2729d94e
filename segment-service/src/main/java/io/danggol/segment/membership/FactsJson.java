package io.danggol.segment.membership;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.danggol.segment.condition.TraitName;
import io.danggol.segment.history.Consents;
import io.danggol.segment.history.Traits;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Traits, consents and traces as they are stored in a profile's row.
@Singleton
class FactsJson {
    private final ObjectMapper json;

    FactsJson(ObjectMapper json) {
        this.json = json;
    }

    @RegisterForReflection
    private record StoredTraits(Map<String, List<String>> values, Map<String, BigDecimal> shares) {}

    @RegisterForReflection
    private record StoredDecision(String purpose, String channel, boolean granted) {}

    String write(Traits traits) {
        var values = new HashMap<String, List<String>>();
        traits.values()
                .forEach((trait, each) -> values.put(
                        trait.key(), each.stream().map(FactsJson::text).toList()));
        return write((Object) new StoredTraits(values, traits.shares()));
    }

    Traits readTraits(String text) {
        if (text == null) return Traits.NONE;
        var stored = read(text, new TypeReference<StoredTraits>() {});
        var values = new EnumMap<TraitName, List<?>>(TraitName.class);
        Stream.of(TraitName.values())
                .filter(trait -> stored.values().containsKey(trait.key()))
                .forEach(trait -> values.put(
                        trait,
                        stored.values().get(trait.key()).stream()
                                .map(value -> value(trait, value))
                                .toList()));
        return new Traits(values, stored.shares());
    }

    String write(Consents consents) {
        return write((Object) consents.decisions().stream()
                .map(each -> new StoredDecision(each.purpose(), each.channel().orElse(null), each.granted()))
                .toList());
    }

    Consents readConsents(String text) {
        if (text == null) return Consents.NONE;
        return new Consents(read(text, new TypeReference<List<StoredDecision>>() {}).stream()
                .map(each -> new Consents.Decision(each.purpose(), Optional.ofNullable(each.channel()), each.granted()))
                .collect(Collectors.toList()));
    }

    /// Null for none: few profiles have any.
    String writeTraces(Map<String, String> traces) {
        return traces.isEmpty() ? null : write((Object) traces);
    }

    Map<String, String> readTraces(String text) {
        return text == null ? Map.of() : read(text, new TypeReference<Map<String, String>>() {});
    }

    private static String text(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    private static Object value(TraitName trait, String text) {
        return switch (trait) {
            case FIRST_SEEN_AT, LAST_SEEN_AT, LAST_ORDER_AT -> Instant.parse(text);
            case ORDERS, TOTAL_SPENT, AVERAGE_ORDER_VALUE -> new BigDecimal(text);
            case CURRENCY, FAVOURITE_CATEGORIES, PRICE_BAND, CHANNEL, DEVICE, CART -> text;
        };
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
