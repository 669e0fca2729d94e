package io.danggol.recommendation.history;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/// What one person did in one visit: clicks in the order of their time, equal times in the order of their event.
///
/// A click takes 16 bytes: the event's key, and time (tenths of a second since 2000), action and item in one word.
public final class Session {
    static final int MAX_ITEMS = 1 << 27;

    private static final int ACTION_SHIFT = 27;
    private static final int TIME_SHIFT = 29;
    private static final long EPOCH_TENTHS =
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond() * 10;

    /// The next older session of the person, and of the browser; null if none.
    Session behindPerson;

    Session behindBrowser;

    private final UUID person;
    private final long browser;
    private final long visit;
    private long[] words = new long[2];
    private int size;
    private int distinct;
    private boolean gone;

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

    /// When, in milliseconds since 1970, to a tenth of a second.
    public long at(int click) {
        return ((words[2 * click + 1] >>> TIME_SHIFT) + EPOCH_TENTHS) * 100;
    }

    /// Time of the last click; sessions are never empty.
    public long lastAt() {
        return at(size - 1);
    }

    /// Position of the last click on `item`, or -1.
    public int lastPosition(int item) {
        for (var click = size - 1; click >= 0; click--) if (item(click) == item) return click;
        return -1;
    }

    /// Whether it was evicted or emptied; lists that still name it pass it over.
    public boolean gone() {
        return gone;
    }

    void leave() {
        gone = true;
    }

    long event(int click) {
        return words[2 * click];
    }

    /// Adds a click unless the event already touched the item; true if it was added.
    boolean add(long event, long atMillis, Action action, int item) {
        for (var click = 0; click < size; click++) if (event(click) == event && item(click) == item) return false;
        var tenths = Math.max(0, atMillis / 100 - EPOCH_TENTHS);
        var word = tenths << TIME_SHIFT | (long) action.ordinal() << ACTION_SHIFT | item;
        var place = size;
        while (place > 0 && isBefore(event, word, place - 1)) place--;
        if (lastPosition(item) < 0) distinct++;
        if (2 * size == words.length) words = Arrays.copyOf(words, 2 * (size + Math.max(1, size / 2)));
        System.arraycopy(words, 2 * place, words, 2 * place + 2, 2 * (size - place));
        words[2 * place] = event;
        words[2 * place + 1] = word;
        size++;
        return true;
    }

    private boolean isBefore(long event, long word, int click) {
        var byTime = Long.compare(word >>> TIME_SHIFT, words[2 * click + 1] >>> TIME_SHIFT);
        if (byTime != 0) return byTime < 0;
        var byEvent = Long.compare(event, event(click));
        return byEvent < 0 || byEvent == 0 && Long.compareUnsigned(word, words[2 * click + 1]) < 0;
    }

    void remove(int click) {
        var item = item(click);
        System.arraycopy(words, 2 * click + 2, words, 2 * click, 2 * (size - click - 1));
        size--;
        if (lastPosition(item) < 0) distinct--;
    }
}
