package io.danggol.campaign.content;

import io.danggol.chassis.korean.Particle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Text with values in braces: `{customer.name}님`, or with the Korean particle that the value asks for:
/// `{cart.first 을/를}`.
///
/// What was filled in is never read again as a template, so a name with braces stays a name.
public final class Template {
    private static final Pattern EXPRESSION =
            Pattern.compile("\\{([a-z]+(?:\\.[a-zA-Z]+)*)(?: (\\p{IsHangul}+/\\p{IsHangul}+))?}");

    private sealed interface Part {
        record Words(String text) implements Part {}

        record Value(Field field, Optional<Particle> particle) implements Part {}
    }

    /// A template names something that does not exist.
    public static final class UnknownField extends IllegalArgumentException {
        UnknownField(String expression) {
            super("{" + expression + "} is unknown (expected one of: "
                    + java.util.Arrays.stream(Field.values())
                            .map(field -> "{" + field.path() + "}")
                            .collect(Collectors.joining(", "))
                    + ")");
        }
    }

    private final String source;
    private final List<Part> parts;

    private Template(String source, List<Part> parts) {
        this.source = source;
        this.parts = List.copyOf(parts);
    }

    /// Reads a template; other braces than those of an expression are plain text.
    public static Template parse(String source) {
        var parts = new ArrayList<Part>();
        var matcher = EXPRESSION.matcher(source);
        var end = 0;
        while (matcher.find()) {
            var path = matcher.group(1);
            var particle = matcher.group(2);
            var field = Field.named(path).orElseThrow(() -> new UnknownField(path));
            parts.add(new Part.Words(source.substring(end, matcher.start())));
            parts.add(new Part.Value(
                    field,
                    Optional.ofNullable(particle)
                            .map(pair -> Particle.parse(pair).orElseThrow(() -> new UnknownField(path + " " + pair)))));
            end = matcher.end();
        }
        parts.add(new Part.Words(source.substring(end)));
        return new Template(source, parts);
    }

    /// The text that it was read from.
    public String source() {
        return source;
    }

    /// The fields that it names.
    public Set<Field> fields() {
        return parts.stream()
                .flatMap(part -> part instanceof Part.Value value ? java.util.stream.Stream.of(value.field()) : null)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The text with `plain` values, each passed through `escape` before it is put in.
    public String render(Function<Field, String> plain, Function<Field, String> escaped) {
        var text = new StringBuilder();
        for (var part : parts) {
            switch (part) {
                case Part.Words(var words) -> text.append(words);
                case Part.Value(var field, var particle) -> {
                    text.append(escaped.apply(field));
                    particle.ifPresent(pair -> text.append(pair.after(plain.apply(field))));
                }
            }
        }
        return text.toString();
    }

    /// The text with its values as they are.
    public String render(Function<Field, String> values) {
        return render(values, values);
    }
}
