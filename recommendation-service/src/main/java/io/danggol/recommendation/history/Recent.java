package io.danggol.recommendation.history;

import java.util.Arrays;
import java.util.function.Predicate;

/// The most recently added things of one product, oldest first; beyond the limit the oldest are forgotten.
public final class Recent<T> {
    private final int limit;
    private Object[] entries = new Object[2];
    private int size;

    Recent(int limit) {
        this.limit = limit;
    }

    /// Number of entries, those that are gone meanwhile included.
    public int size() {
        return size;
    }

    /// The entry at `index`; the newest is at `size - 1`.
    @SuppressWarnings("unchecked")
    public T get(int index) {
        return (T) entries[index];
    }

    /// Adds the newest; `gone` tells which of the old ones may be dropped first.
    void add(T entry, Predicate<T> gone) {
        if (size == entries.length) makeRoom(gone);
        entries[size++] = entry;
    }

    void remove(T entry) {
        for (var index = size - 1; index >= 0; index--) {
            if (entries[index] == entry) {
                System.arraycopy(entries, index + 1, entries, index, size - index - 1);
                entries[--size] = null;
                return;
            }
        }
    }

    private void makeRoom(Predicate<T> gone) {
        var kept = 0;
        for (var index = 0; index < size; index++) if (!gone.test(get(index))) entries[kept++] = entries[index];
        Arrays.fill(entries, kept, size, null);
        size = kept;
        var surplus = size - (limit - limit / 4);
        if (entries.length < limit && 2 * size > entries.length) {
            entries = Arrays.copyOf(entries, Math.min(2 * entries.length, limit));
        } else if (surplus > 0) {
            System.arraycopy(entries, surplus, entries, 0, size - surplus);
            Arrays.fill(entries, size - surplus, size, null);
            size -= surplus;
        }
    }
}
