package io.danggol.segment.definition;

import io.danggol.segment.condition.Condition;
import io.danggol.segment.condition.ConditionReader;
import io.danggol.segment.condition.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A segment as a caller sent it, checked in itself; what it refers to is not.
///
/// @param description may be null
record Draft(String key, String name, String description, Condition condition, Definition.State state) {
    private static final Set<String> KEYS =
            Set.of("id", "key", "name", "description", "condition", "state", "backfill");
    private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}_-]{0,99}");
    private static final Pattern UUID =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");
    private static final Set<String> RESERVED = Set.of("preview");
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DESCRIPTION = 2_000;

    /// What became of the reading.
    sealed interface Reading {
        record Read(Draft draft) implements Reading {}

        record Refused(List<Fault> faults) implements Reading {}
    }

    /// Reads a body; what the service itself adds to an answer (`id`, `backfill`) may be there and is ignored.
    ///
    /// @param path the key in the path, which the body may leave out and must not contradict
    static Reading read(Map<String, Object> body, Optional<String> path) {
        var faults = new ArrayList<Fault>();
        body.keySet().stream()
                .filter(key -> !KEYS.contains(key))
                .forEach(key -> faults.add(new Fault("/" + escaped(key), "unknown key '" + key + "'")));
        var key = key(body, path, faults);
        var name = text(body, "name", LONGEST_NAME, faults).orElse(key);
        var description = "".equals(body.get("description"))
                ? null
                : text(body, "description", LONGEST_DESCRIPTION, faults).orElse(null);
        var state = state(body, faults);
        var condition = condition(body, faults);
        return faults.isEmpty()
                ? new Reading.Read(new Draft(key, name, description, condition, state))
                : new Reading.Refused(List.copyOf(faults));
    }

    private static String key(Map<String, Object> body, Optional<String> path, List<Fault> faults) {
        var said = Optional.ofNullable(body.get("key"));
        if (path.isPresent() && said.isPresent() && !said.get().equals(path.get())) {
            faults.add(new Fault("/key", "differs from '" + path.get() + "': a segment keeps its key"));
        }
        var key = path.<Object>map(each -> each).or(() -> said).orElse(null);
        if (key instanceof String text
                && KEY.matcher(text).matches()
                && !UUID.matcher(text).matches()
                && !RESERVED.contains(text)) return text;
        faults.add(new Fault("/key", "expected 1 to 100 letters, digits, '-' or '_', no id, and not 'preview'"));
        return null;
    }

    private static Optional<String> text(Map<String, Object> body, String key, int longest, List<Fault> faults) {
        var value = body.get(key);
        if (value == null) return Optional.empty();
        if (value instanceof String text && !text.isBlank() && text.length() <= longest && text.indexOf('\0') < 0) {
            return Optional.of(text);
        }
        faults.add(new Fault("/" + key, "expected a string of 1 to " + longest + " characters"));
        return Optional.empty();
    }

    private static Definition.State state(Map<String, Object> body, List<Fault> faults) {
        var value = body.get("state");
        if (value == null) return Definition.State.DRAFT;
        var state = Stream.of(Definition.State.values())
                .filter(each -> each.key().equals(value))
                .findFirst();
        if (state.isEmpty()) faults.add(new Fault("/state", "expected one of: draft, active, paused"));
        return state.orElse(Definition.State.DRAFT);
    }

    private static Condition condition(Map<String, Object> body, List<Fault> faults) {
        if (!body.containsKey("condition")) {
            faults.add(new Fault("/condition", "missing"));
            return null;
        }
        return switch (ConditionReader.read(body.get("condition"), "/condition")) {
            case ConditionReader.Reading.Read(var condition) -> condition;
            case ConditionReader.Reading.Refused(var wrong) -> {
                faults.addAll(wrong);
                yield null;
            }
        };
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
