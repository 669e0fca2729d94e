package io.danggol.recommendation.history;

import java.util.Arrays;
import java.util.UUID;

/// What one person did in one visit: clicks in the order of their time, those of one millisecond as the log brought
/// them.
///
/// A click takes 16 bytes: the event's key, and in one word time (milliseconds from half a year before the click that
/// came first), action and item.
public final class Session {
    static final int MAX_ITEMS = 1 << 27;

    private static final short GONE = -1;

    private static final int ACTION_SHIFT = 27;
    private static final int TIME_SHIFT = 29;
    private static final long LATEST = (1L << Long.SIZE - TIME_SHIFT) - 1;

    /// The next older session of the person, and of the browser; null if none.
    Session behindPerson;

    Session behindBrowser;

    private final UUID person;
    private final long browser;
    private final long visit;
    /// Milliseconds since 1970 from which times count.
    private long start;

    /// Kept here for whoever reads many sessions: one memory access instead of two.
    private long lastAt;

    private long[] words = new long[2];
    private short size;
    private short distinct;

    Session(UUID person, long browser, long visit) {
        this.person = person;
        this.browser = browser;
        this.visit = visit;
    }

    public UUID person() {
        return person;
    }

    /// Hash of the visitor id; 0 when no browser took part.
    public long browser() {
        return browser;
    }

    long visit() {
        return visit;
    }

    /// Number of clicks.
    public int size() {
        return size;
    }

    /// Number of different products.
    public int distinct() {
        return distinct;
    }

    public int item(int click) {
        return (int) (words[2 * click + 1] & (MAX_ITEMS - 1));
    }

    public Action action(int click) {
        return Action.at((int) (words[2 * click + 1] >>> ACTION_SHIFT) & 3);
    }

    /// When, in milliseconds since 1970.
    public long at(int click) {
        return start + (words[2 * click + 1] >>> TIME_SHIFT);
    }

    /// Time of the last click; sessions are never empty.
    public long lastAt() {
        return lastAt;
    }

    /// Position of the last click on `item`, or -1.
    public int lastPosition(int item) {
        for (var click = size - 1; click >= 0; click--) if (item(click) == item) return click;
        return -1;
    }

    /// Whether it was evicted or emptied; lists that still name it pass it over.
    public boolean gone() {
        return distinct == GONE;
    }

    void leave() {
        distinct = GONE;
    }

    long event(int click) {
        return words[2 * click];
    }

    /// Adds a click unless the event already touched the item; true if it was added.
    boolean add(long event, long atMillis, Action action, int item) {
        for (var click = 0; click < size; click++) if (event(click) == event && item(click) == item) return false;
        if (size == 0) start = atMillis - LATEST / 2;
        // No visit lasts for half a year; a time beyond is cut.
        var time = Math.clamp(atMillis - start, 0, LATEST);
        var place = size;
        while (place > 0 && time < words[2 * place - 1] >>> TIME_SHIFT) place--;
        if (lastPosition(item) < 0) distinct++;
        if (2 * size == words.length) words = Arrays.copyOf(words, 2 * (size + Math.max(1, size / 2)));
        System.arraycopy(words, 2 * place, words, 2 * place + 2, 2 * (size - place));
        words[2 * place] = event;
        words[2 * place + 1] = time << TIME_SHIFT | (long) action.ordinal() << ACTION_SHIFT | item;
        size++;
        lastAt = at(size - 1);
        return true;
    }

    void remove(int click) {
        var item = item(click);
        System.arraycopy(words, 2 * click + 2, words, 2 * click, 2 * (size - click - 1));
        size--;
        if (size > 0) lastAt = at(size - 1);
        if (lastPosition(item) < 0) distinct--;
    }
}
