package io.danggol.chassis.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/// Texts without U+0000, which no text of the database can hold.
final class StrictTexts extends SimpleModule {
    private static final String EXPECTED = "expected: a text without U+0000";

    StrictTexts() {
        super("strict-texts");
        addDeserializer(String.class, new Text());
    }

    private static final class Text extends StdScalarDeserializer<String> {
        Text() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser from, DeserializationContext context) throws IOException {
            var text = StringDeserializer.instance.deserialize(from, context);
            if (text != null && text.indexOf('\0') >= 0)
                throw new InvalidFormatException(from, EXPECTED, null, String.class);
            return text;
        }
    }

    /// Looks at all texts and names of a tree.
    static void check(JsonNode tree) throws JsonMappingException {
        if (tree.isTextual() && tree.textValue().indexOf('\0') >= 0)
            throw new InvalidFormatException(null, EXPECTED, null, String.class);
        for (var field : tree.properties()) {
            if (field.getKey().indexOf('\0') >= 0) throw new InvalidFormatException(null, EXPECTED, null, String.class);
            try {
                check(field.getValue());
            } catch (JsonMappingException e) {
                throw JsonMappingException.wrapWithPath(e, tree, field.getKey());
            }
        }
        for (var i = 0; tree.isArray() && i < tree.size(); i++) {
            try {
                check(tree.get(i));
            } catch (JsonMappingException e) {
                throw JsonMappingException.wrapWithPath(e, tree, i);
            }
        }
    }
}
