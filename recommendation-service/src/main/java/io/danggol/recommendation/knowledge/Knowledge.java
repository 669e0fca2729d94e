package io.danggol.recommendation.knowledge;

import io.danggol.recommendation.catalogue.Assortment;
import io.danggol.recommendation.catalogue.Likeness;
import io.danggol.recommendation.consent.Permissions;
import io.danggol.recommendation.erasure.Erased;
import io.danggol.recommendation.history.History;
import io.danggol.recommendation.history.Items;
import io.danggol.recommendation.history.Orders;
import io.danggol.recommendation.history.Trail;
import io.danggol.recommendation.popularity.EventSet;
import io.danggol.recommendation.popularity.Popularity;
import io.danggol.recommendation.strategy.ItemNames;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/// Everything that answers are made of. The parts are used inside [#read], [#write] and [#learn] only; history, orders,
/// sums, counted events and aliases are changed inside [#learn].
public final class Knowledge implements ItemNames {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final ReentrantLock learning = new ReentrantLock();
    private final Map<UUID, UUID> aliases = new HashMap<>();
    private final Items items;
    private final Assortment assortment;
    private final Likeness likeness;
    private final History history;
    private final Orders orders;
    private final Popularity popularity = new Popularity();
    private final EventSet counted;
    private final Permissions permissions = new Permissions();
    private final Erased erased = new Erased();

    /// @param counted how many events are remembered at least, so that none is counted twice
    public Knowledge(int items, History.Bounds history, Orders.Bounds orders, int counted) {
        this.items = new Items(items);
        this.assortment = new Assortment(this.items);
        this.likeness = new Likeness(assortment);
        this.history = new History(this.items, history);
        this.orders = new Orders(this.items, orders);
        this.counted = new EventSet(counted);
    }

    /// Runs `question` while nothing changes; many at a time.
    public <T> T read(Supplier<T> question) {
        lock.readLock().lock();
        try {
            return question.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /// Runs `change` alone. Changes are short, so that no answer waits for long.
    public void write(Runnable change) {
        lock.writeLock().lock();
        try {
            change.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /// As [#write], for what changes that which is saved: waits while it is being saved.
    public void learn(Runnable change) {
        learning.lock();
        try {
            write(change);
        } finally {
            learning.unlock();
        }
    }

    public Items items() {
        return items;
    }

    public Assortment assortment() {
        return assortment;
    }

    public Likeness likeness() {
        return likeness;
    }

    public History history() {
        return history;
    }

    public Orders orders() {
        return orders;
    }

    public Popularity popularity() {
        return popularity;
    }

    public EventSet counted() {
        return counted;
    }

    public Permissions permissions() {
        return permissions;
    }

    public Erased erased() {
        return erased;
    }

    @Override
    public String id(int item) {
        return items.id(item);
    }

    /// From now on `from` is the same person as `into`.
    public void merge(UUID from, UUID into) {
        aliases.put(from, into);
    }

    /// `from` is a person of its own again.
    public void unmerge(UUID from, UUID into) {
        aliases.remove(from, into);
    }

    /// The profile that stands for `profile` now.
    public UUID resolve(UUID profile) {
        var resolved = profile;
        for (var step = 0; step < 16 && aliases.containsKey(resolved); step++) resolved = aliases.get(resolved);
        return resolved;
    }

    /// What may be used of somebody of whom only the browser is known: what it did since its last login or logout.
    ///
    /// @param browser hash of the visitor id; 0 for none
    public Trail trailOfBrowser(long browser) {
        if (browser == 0) return Trail.EMPTY;
        var agreed = history.agreed(browser);
        return history.trailOf(
                browser, person -> permissions.decided(resolve(person), browser).orElse(agreed));
    }

    /// What may be used of a proven person, at `browser` or anywhere (0).
    ///
    /// @param browsersOwn the profile of the browser itself
    public Trail trailOfPerson(UUID profile, long browser, UUID browsersOwn) {
        var person = resolve(profile);
        var may = permissions.decided(person, browser).orElseGet(() -> browser == 0 || history.agreed(browser));
        return may ? history.trailOf(person, browser, browsersOwn) : Trail.EMPTY;
    }

    /// Writes what was learned, to be read by [#restore]. Learning waits meanwhile; answers and the catalogue do not.
    public void save(DataOutput out) throws IOException {
        learning.lock();
        try {
            saveAll(out);
        } finally {
            learning.unlock();
        }
    }

    private void saveAll(DataOutput out) throws IOException {
        var known = items.size();
        out.writeInt(known);
        for (var item = 0; item < known; item++) out.writeUTF(items.id(item));
        history.write(out);
        orders.write(out);
        popularity.write(out);
        counted.write(out);
        out.writeInt(aliases.size());
        for (var alias : aliases.entrySet()) {
            write(alias.getKey(), out);
            write(alias.getValue(), out);
        }
    }

    /// Reads what [#save] wrote; before anything else is put in.
    public void restore(DataInput in) throws IOException {
        for (var left = in.readInt(); left > 0; left--) items.number(in.readUTF());
        history.read(in);
        orders.read(in);
        popularity.read(in);
        counted.read(in);
        for (var left = in.readInt(); left > 0; left--) {
            aliases.put(new UUID(in.readLong(), in.readLong()), new UUID(in.readLong(), in.readLong()));
        }
    }

    private static void write(UUID id, DataOutput out) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }
}
