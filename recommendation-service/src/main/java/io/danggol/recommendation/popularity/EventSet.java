package io.danggol.recommendation.popularity;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Remembers which events were counted: the last `room` of them at least, twice as many at most.
public final class EventSet {
    private static final int SMALLEST = 1 << 10;

    private final int room;
    private long[] young = new long[SMALLEST];
    private long[] old = new long[SMALLEST];
    private int size;

    public EventSet(int room) {
        if (room < 1 || room > 1 << 28) throw new IllegalArgumentException("room: " + room + " (expected: 1..2^28)");
        this.room = room;
    }

    /// Whether `event` comes up for the first time. Keys are hashes; 0 stands for itself as any other.
    public boolean add(long event) {
        var key = event == 0 ? 1 : event;
        if (find(young, key) >= 0 || find(old, key) >= 0) return false;
        if (size >= room) {
            old = young;
            young = new long[SMALLEST];
            size = 0;
        }
        if (2 * size >= young.length) grow();
        young[-find(young, key) - 1] = key;
        size++;
        return true;
    }

    private void grow() {
        var wider = new long[2 * young.length];
        for (var key : young) if (key != 0) wider[-find(wider, key) - 1] = key;
        young = wider;
    }

    /// The place of `key`, or −1 − the free place where it belongs.
    private static int find(long[] keys, long key) {
        var place = (int) (key * 0x9E3779B97F4A7C15L >>> 32) & keys.length - 1;
        while (keys[place] != 0) {
            if (keys[place] == key) return place;
            place = place + 1 & keys.length - 1;
        }
        return -1 - place;
    }

    /// Writes everything, to be read by [#read].
    public void write(DataOutput out) throws IOException {
        for (var keys : new long[][] {old, young}) {
            var count = 0;
            for (var key : keys) if (key != 0) count++;
            out.writeInt(count);
            for (var key : keys) if (key != 0) out.writeLong(key);
        }
    }

    /// Reads what [#write] wrote into an empty set.
    public void read(DataInput in) throws IOException {
        for (var generation = 0; generation < 2; generation++) {
            for (var left = in.readInt(); left > 0; left--) add(in.readLong());
        }
    }
}
