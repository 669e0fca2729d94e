package io.danggol.chassis.rest;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.danggol.chassis.problem.Refusal;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Reads the bodies of requests. Nothing is guessed: a number is no string, a string is no number, a fraction
/// is no whole number, a list holds no nulls, a key stands once, a time is RFC 3339 text, a text has no U+0000.
/// What other services wrote on the log is read more kindly, by the common [ObjectMapper].
@Provider
@Consumes(MediaType.APPLICATION_JSON)
@ConstrainedTo(RuntimeType.SERVER)
class StrictBodies implements MessageBodyReader<Object> {
    private static final List<CoercionInputShape> NO_TEXT =
            List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean);
    private static final List<Class<?>> RAW =
            List.of(CharSequence.class, InputStream.class, Reader.class, byte[].class);

    private final ObjectMapper strict;

    StrictBodies(
            ObjectMapper json,
            @ConfigProperty(name = "danggol.http.refuse-unknown-keys", defaultValue = "false") boolean unknownKeys) {
        strict = json.copy();
        strict.getFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        strict.configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, unknownKeys);
        strict.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
        strict.enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
        strict.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        strict.configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false);
        strict.coercionConfigDefaults().setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
        NO_TEXT.forEach(shape -> strict.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail));
        strict.configOverride(List.class).setSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
        strict.registerModule(new StrictTimes());
        strict.registerModule(new StrictTexts());
    }

    /// To its end, before anything is made of it: what is no JSON is not a matter of its shape.
    private void checkSyntax(byte[] bytes) throws IOException {
        try (var parser = strict.getFactory().createParser(bytes)) {
            parser.nextToken();
            parser.skipChildren();
            if (parser.nextToken() != null) throw new JsonParseException(parser, "more than one value");
        } catch (StreamConstraintsException e) {
            throw new TooDeep();
        }
    }

    private static final class NoBody extends Refusal {
        NoBody() {
            super(400, "malformed-body", "The body is not JSON", "empty");
        }
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return RAW.stream().noneMatch(raw -> raw.isAssignableFrom(type));
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        var bytes = body.readAllBytes();
        if (bytes.length == 0) throw new NoBody();
        try {
            checkSyntax(bytes);
            var read = strict.readerFor(strict.constructType(genericType)).readValue(bytes);
            if (read == null) throw MismatchedInputException.from(null, type, "null");
            if (read instanceof JsonNode tree) StrictTexts.check(tree);
            return read;
        } catch (MismatchedInputException e) {
            throw e;
        } catch (JacksonException e) {
            throw new WebApplicationException(e, Response.Status.BAD_REQUEST);
        }
    }
}
