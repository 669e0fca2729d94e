package io.danggol.recommendation.history;

import java.util.Arrays;
import java.util.UUID;

/// One order: the products of one `transaction_id`.
public final class Order {
    private final long key;
    private final boolean server;
    private UUID buyer;
    private long at;
    private boolean personal;
    private boolean cancelled;
    private boolean gone;
    private int[] items = {};

    Order(long key, boolean server, UUID buyer, long at, boolean personal) {
        this.key = key;
        this.server = server;
        this.buyer = buyer;
        this.at = at;
        this.personal = personal;
    }

    long key() {
        return key;
    }

    /// Whether the shop's server or a till told of it, and not only a browser.
    public boolean server() {
        return server;
    }

    public UUID buyer() {
        return buyer;
    }

    /// When it was placed, in milliseconds since 1970.
    public long at() {
        return at;
    }

    /// Whether the buyer agreed that it may be learned from.
    public boolean personal() {
        return personal;
    }

    /// Whether it still stands: neither cancelled, nor replaced, nor forgotten.
    public boolean stands() {
        return !cancelled && !gone;
    }

    public int size() {
        return items.length;
    }

    public int item(int index) {
        return items[index];
    }

    public boolean has(int item) {
        for (var held : items) if (held == item) return true;
        return false;
    }

    boolean cancelled() {
        return cancelled;
    }

    boolean gone() {
        return gone;
    }

    void cancel() {
        cancelled = true;
    }

    void leave() {
        gone = true;
    }

    void give(UUID into) {
        buyer = into;
    }

    /// Another part of the same order.
    void join(long partAt, boolean partPersonal) {
        at = Math.min(at, partAt);
        personal &= partPersonal;
    }

    boolean add(int item) {
        if (has(item)) return false;
        items = Arrays.copyOf(items, items.length + 1);
        items[items.length - 1] = item;
        return true;
    }
}
