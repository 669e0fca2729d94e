package io.danggol.chassis.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.danggol.chassis.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// One page of a list.
///
/// @param nextCursor what to pass as `cursor` for the next page; null on the last one
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(List<T> items, String nextCursor) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 500;

    /// A page of a list that is at hand as a whole. Ends the call with 400 for a cursor that leads nowhere in it.
    ///
    /// @param cursor null for the first page
    /// @param key by which an item is known, no two alike
    public static <T> Page<T> of(List<T> all, int limit, String cursor, Function<T, String> key) {
        var begin = cursor == null ? 0 : after(all, cursor, key);
        var end = Math.min(all.size(), begin + limit);
        return new Page<>(all.subList(begin, end), end == all.size() ? null : encoded(key.apply(all.get(end - 1))));
    }

    private static <T> int after(List<T> all, String cursor, Function<T, String> key) {
        return 1
                + IntStream.range(0, all.size())
                        .filter(index -> encoded(key.apply(all.get(index))).equals(cursor))
                        .findFirst()
                        .orElseThrow(BadCursor::new);
    }

    private static String encoded(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static final class BadCursor extends Refusal {
        BadCursor() {
            super(
                    400,
                    "invalid-parameter",
                    "A parameter is not as expected",
                    "cursor: pass the nextCursor of a page as it was");
        }
    }
}
