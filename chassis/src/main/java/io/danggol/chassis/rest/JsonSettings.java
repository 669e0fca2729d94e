package io.danggol.chassis.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.danggol.chassis.duration.Durations;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;

/// How all services read and write JSON: nothing for null, RFC 3339 times, spans of days in days, exact
/// decimals without exponent.
@Singleton
class JsonSettings implements ObjectMapperCustomizer {
    /// Last of all: of two serializers of a type that of the later module counts.
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
        mapper.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        mapper.registerModule(new SimpleModule("durations").addSerializer(Duration.class, new Spans()));
        mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        mapper.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        mapper.enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
    }

    private static final class Spans extends StdSerializer<Duration> {
        private static final long serialVersionUID = 1;

        Spans() {
            super(Duration.class);
        }

        @Override
        public void serialize(Duration span, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(Durations.write(span));
        }
    }
}
