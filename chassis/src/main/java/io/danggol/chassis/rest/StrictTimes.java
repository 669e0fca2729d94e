package io.danggol.chassis.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.function.Function;

/// Times from text alone, never from numbers.
final class StrictTimes extends SimpleModule {
    StrictTimes() {
        super("strict-times");
        addDeserializer(
                Instant.class,
                new Text<>(Instant.class, text -> Instants.withOffset(text).toInstant()));
        addDeserializer(OffsetDateTime.class, new Text<>(OffsetDateTime.class, Instants::withOffset));
        addDeserializer(LocalDate.class, new Text<>(LocalDate.class, LocalDate::parse));
        addDeserializer(Duration.class, new Text<>(Duration.class, Duration::parse));
    }

    private static final class Text<T> extends StdDeserializer<T> {
        private final transient Function<String, T> parse;

        Text(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        @SuppressWarnings("unchecked")
        public T deserialize(JsonParser from, DeserializationContext context) throws IOException {
            if (!from.hasToken(JsonToken.VALUE_STRING)) return (T) context.handleUnexpectedToken(handledType(), from);
            try {
                return parse.apply(from.getText());
            } catch (DateTimeException e) {
                return (T) context.handleWeirdStringValue(handledType(), from.getText(), "not as expected");
            }
        }
    }
}
