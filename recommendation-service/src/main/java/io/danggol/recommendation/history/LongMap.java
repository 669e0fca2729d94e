package io.danggol.recommendation.history;

import java.util.function.BiConsumer;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/// A map from numbers that are hashes already, at about 20 bytes an entry. No value is null.
final class LongMap<V> {
    private static final int SMALLEST = 64;

    private long[] keys = new long[SMALLEST];
    private Object[] values = new Object[SMALLEST];
    private int size;

    int size() {
        return size;
    }

    /// The value of `key`, or null.
    V get(long key) {
        return value(place(key));
    }

    V computeIfAbsent(long key, LongFunction<V> made) {
        var held = get(key);
        if (held != null) return held;
        var fresh = made.apply(key);
        put(key, fresh);
        return fresh;
    }

    void put(long key, V value) {
        if (5L * (size + 1) > 4L * keys.length) grow();
        var place = place(key);
        if (values[place] == null) size++;
        keys[place] = key;
        values[place] = value;
    }

    void remove(long key) {
        var place = place(key);
        if (values[place] != null) free(place);
    }

    /// Removes every value that `unwanted` accepts.
    void removeIf(Predicate<V> unwanted) {
        var kept = new LongMap<V>();
        forEach((key, value) -> {
            if (!unwanted.test(value)) kept.put(key, value);
        });
        keys = kept.keys;
        values = kept.values;
        size = kept.size;
    }

    void forEach(BiConsumer<Long, V> visitor) {
        for (var place = 0; place < keys.length; place++) {
            if (values[place] != null) visitor.accept(keys[place], value(place));
        }
    }

    @SuppressWarnings("unchecked")
    private V value(int place) {
        return (V) values[place];
    }

    /// Where `key` is or belongs.
    private int place(long key) {
        var place = home(key);
        while (values[place] != null && keys[place] != key) place = place + 1 & keys.length - 1;
        return place;
    }

    private int home(long key) {
        return (int) (key * 0x9E3779B97F4A7C15L >>> 32) & keys.length - 1;
    }

    /// Empties a place and moves up what was pushed behind it (Knuth, 6.4, algorithm R).
    private void free(int place) {
        var gap = place;
        var next = gap;
        while (true) {
            next = next + 1 & keys.length - 1;
            if (values[next] == null) break;
            var home = home(keys[next]);
            var stays = gap <= next ? gap < home && home <= next : gap < home || home <= next;
            if (stays) continue;
            keys[gap] = keys[next];
            values[gap] = values[next];
            gap = next;
        }
        values[gap] = null;
        size--;
    }

    private void grow() {
        var oldKeys = keys;
        var oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = new Object[keys.length];
        for (var old = 0; old < oldKeys.length; old++) {
            if (oldValues[old] == null) continue;
            var place = place(oldKeys[old]);
            keys[place] = oldKeys[old];
            values[place] = oldValues[old];
        }
    }
}
