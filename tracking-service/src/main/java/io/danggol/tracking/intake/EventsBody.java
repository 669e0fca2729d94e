package io.danggol.tracking.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.danggol.chassis.rest.TooDeep;
import io.danggol.tracking.CallLimits;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Reads the events of a body, each as maps, lists and scalars, so that one bad event never costs its batch.
final class EventsBody {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(Object.class);

    private EventsBody() {}

    static List<?> read(byte[] body) {
        if (!(parsed(body) instanceof Map<?, ?> envelope) || !(envelope.get("events") instanceof List<?> events)) {
            throw new IntakeRefusal.NoEvents();
        }
        if (events.size() > CallLimits.EVENTS) throw new IntakeRefusal.TooManyEvents(events.size());
        return events;
    }

    private static Object parsed(byte[] body) {
        try {
            return JSON.readValue(body);
        } catch (StreamConstraintsException e) {
            throw new TooDeep();
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new IntakeRefusal.Malformed(
                    at == null ? "not readable" : "line " + at.getLineNr() + ", column " + at.getColumnNr());
        } catch (IOException e) {
            throw new IntakeRefusal.Malformed("not UTF-8");
        }
    }
}
