package io.danggol.local.testing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An OpenAPI document as whoever generates a client from it reads it.
///
/// @param content its JSON, read into maps and lists
public record ApiDocument(Map<String, Object> content) {
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");
    private static final Set<String> WITH_CONTENT = Set.of("200", "201", "202");
    private static final String PROBLEM = "application/problem+json";
    private static final String PAGE = "text/html";

    /// Each call with the statuses of its success, such as `PUT /v1/segments/{id} 200 201`.
    public List<String> calls() {
        var calls = new ArrayList<String>();
        each((call, operation) ->
                calls.add(call + " " + successes(operation).sorted().collect(Collectors.joining(" "))));
        return calls;
    }

    /// What a generated client would stumble over; empty if there is nothing.
    ///
    /// @param open the paths that ask for no credentials, and are to say none
    public List<String> flaws(Set<String> open) {
        var flaws = new ArrayList<String>();
        each((call, operation) -> {
            if (successes(operation).findAny().isEmpty()) flaws.add(call + ": no success");
            answers(operation)
                    .forEach((status, answer) -> flawsOf(call, status, map(answer))
                            .forEach(flaw -> flaws.add(call + " " + status + ": " + flaw)));
            var ways = list(operation.get("security"));
            if (ways.isEmpty() != open.contains(call.substring(call.indexOf(' ') + 1)))
                flaws.add(call + (ways.isEmpty() ? ": no security" : ": security, though open"));
            ways.stream()
                    .flatMap(way -> map(way).keySet().stream())
                    .filter(scheme -> at("#/components/securitySchemes/" + scheme) == null)
                    .forEach(scheme -> flaws.add(call + ": no security scheme " + scheme));
        });
        references(content)
                .distinct()
                .filter(reference -> at(reference) == null)
                .forEach(reference -> flaws.add("nothing at " + reference));
        return flaws;
    }

    private static Stream<String> flawsOf(String call, String status, Map<String, Object> answer) {
        var types = map(answer.get("content")).keySet();
        var flaws = Stream.<String>builder();
        if (WITH_CONTENT.contains(status) && types.isEmpty()) flaws.add("no content");
        if (isProblem(status) && !types.equals(Set.of(PROBLEM)) && !types.equals(Set.of(PAGE))) flaws.add("no problem");
        if (call.startsWith("POST")
                && status.equals("201")
                && !map(answer.get("headers")).containsKey("Location")) flaws.add("no Location");
        return flaws.build();
    }

    private static Stream<String> successes(Map<String, Object> operation) {
        return answers(operation).keySet().stream().filter(status -> !isProblem(status));
    }

    private static boolean isProblem(String status) {
        return status.compareTo("400") >= 0;
    }

    private static Map<String, Object> answers(Map<String, Object> operation) {
        return map(operation.get("responses"));
    }

    private void each(BiConsumer<String, Map<String, Object>> visitor) {
        map(content.get("paths"))
                .forEach((path, item) -> map(item).forEach((method, operation) -> {
                    if (METHODS.contains(method))
                        visitor.accept(method.toUpperCase(Locale.ROOT) + " " + path, map(operation));
                }));
    }

    private static Stream<String> references(Object node) {
        return switch (node) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .flatMap(entry -> entry.getKey().equals("$ref")
                                ? Stream.of((String) entry.getValue())
                                : references(entry.getValue()));
            case Collection<?> list -> list.stream().flatMap(ApiDocument::references);
            case null, default -> Stream.empty();
        };
    }

    /// What a reference within the document points to; null if nothing.
    private Object at(String reference) {
        Object node = content;
        for (var name : reference.substring(2).split("/")) node = map(node).get(name);
        return node;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        return node == null ? Map.of() : (Map<String, Object>) node;
    }

    private static List<?> list(Object node) {
        return node == null ? List.of() : (List<?>) node;
    }
}
