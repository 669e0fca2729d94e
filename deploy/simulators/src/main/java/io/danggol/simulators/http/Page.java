package io.danggol.simulators.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A part of a list: `?limit=` (default 50, at most 500) items after the one whose id is `?cursor=`.
///
/// @param total of the whole list
/// @param nextCursor null on the last page
public record Page<T>(List<T> items, String nextCursor, int total) {

    public static <T> Page<T> of(Call call, List<T> all, Function<T, String> id) {
        var limit = call.query("limit", 50, 1, 500);
        var cursor = call.query("cursor");
        var from = 0;
        if (cursor.isPresent()) {
            while (from < all.size() && !id.apply(all.get(from)).equals(cursor.get())) from++;
            from++;
        }
        var items = all.stream().skip(from).limit(limit).toList();
        var more = from + items.size() < all.size();
        return new Page<>(items, more ? id.apply(items.getLast()) : null, all.size());
    }

    /// `{items, nextCursor, total}`, the items as `json` gives them.
    public Map<String, Object> json(Function<T, Map<String, Object>> json) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("items", items.stream().map(json).toList());
        answer.put("nextCursor", nextCursor);
        answer.put("total", total);
        return answer;
    }
}
