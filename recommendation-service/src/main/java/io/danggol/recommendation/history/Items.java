package io.danggol.recommendation.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Gives each item id a small number, in the order in which they come up. Never forgets one, so it takes only so many.
///
/// Safe for many threads.
public final class Items {
    public static final int NONE = -1;

    private final int limit;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> ids = new ArrayList<>();

    public Items(int limit) {
        if (limit < 1 || limit > Session.MAX_ITEMS)
            throw new IllegalArgumentException("limit: " + limit + " (expected: 1.." + Session.MAX_ITEMS + ")");
        this.limit = limit;
    }

    /// The number of `id`, a new one if it has none; [#NONE] when there are no more.
    public synchronized int number(String id) {
        var known = numbers.get(id);
        if (known != null) return known;
        if (ids.size() == limit) return NONE;
        ids.add(id);
        numbers.put(id, ids.size() - 1);
        return ids.size() - 1;
    }

    /// The number of `id`, or [#NONE] if it has none.
    public synchronized int find(String id) {
        return numbers.getOrDefault(id, NONE);
    }

    public synchronized String id(int number) {
        return ids.get(number);
    }

    public synchronized int size() {
        return ids.size();
    }
}
