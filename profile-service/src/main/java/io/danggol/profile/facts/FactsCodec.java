package io.danggol.profile.facts;

import io.danggol.profile.identity.Position;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Facts as few bytes. The first byte is the format; equal facts give equal bytes.
///
/// Whole numbers take seven bits a byte, the lowest first, signs folded into the lowest bit; texts are UTF-8
/// after their length, times microseconds since 1970.
public final class FactsCodec {
    private static final byte FORMAT = 1;

    private FactsCodec() {}

    public static byte[] encode(Facts facts) {
        var to = new Writer();
        to.out.write(FORMAT);
        to.optional(facts.firstSeenAt(), to::time);
        to.optional(facts.lastSeenAt(), to::time);
        to.optional(facts.channel(), to::dated);
        to.optional(facts.device(), to::dated);
        to.map(facts.orders(), to::text, to::order);
        to.number(facts.cart().changes().size());
        facts.cart().changes().forEach(to::change);
        to.number(facts.interests().latestWeek());
        to.map(facts.interests().categories(), to::text, to::interest);
        return to.out.toByteArray();
    }

    public static Facts decode(byte[] bytes) {
        var from = new Reader(ByteBuffer.wrap(bytes));
        var format = from.in.get();
        if (format != FORMAT) throw new IllegalArgumentException("format: " + format + " (expected: " + FORMAT + ")");
        return new Facts(
                from.optional(from::time),
                from.optional(from::time),
                from.optional(from::dated),
                from.optional(from::dated),
                from.map(from::text, from::order),
                from.cart(),
                new Interests(from.count(), from.map(from::text, from::interest)));
    }

    private static final class Writer {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

        void number(long number) {
            var left = (number << 1) ^ (number >> 63);
            while ((left & ~0x7fL) != 0) {
                out.write((int) (left & 0x7f) | 0x80);
                left >>>= 7;
            }
            out.write((int) left);
        }

        void count(int number) {
            number(number);
        }

        void bytes(byte[] bytes) {
            number(bytes.length);
            out.writeBytes(bytes);
        }

        void text(String text) {
            bytes(text.getBytes(StandardCharsets.UTF_8));
        }

        void time(Instant time) {
            number(ChronoUnit.MICROS.between(Instant.EPOCH, time));
        }

        <T> void optional(T value, Consumer<T> write) {
            out.write(value == null ? 0 : 1);
            if (value != null) write.accept(value);
        }

        <K, V> void map(SortedMap<K, V> map, Consumer<K> key, Consumer<V> value) {
            number(map.size());
            map.forEach((k, v) -> {
                key.accept(k);
                value.accept(v);
            });
        }

        void position(Position at) {
            time(at.at());
            text(at.id());
            text(at.source());
        }

        void dated(Facts.Dated dated) {
            position(dated.at());
            text(dated.value());
        }

        void order(Order order) {
            map(order.server(), this::count, this::part);
            map(order.browser(), this::count, this::part);
            map(order.refunds(), this::text, this::refund);
            out.write(order.cancelled() ? 1 : 0);
        }

        void part(Order.Part part) {
            position(part.at());
            text(part.currency());
            number(part.minor());
        }

        void refund(Order.Refund refund) {
            text(refund.currency());
            optional(refund.minor(), this::number);
        }

        void change(Cart.Change change) {
            number(change.micros());
            number(change.kind().ordinal());
            text(change.item());
            number(change.pieces().scale());
            bytes(change.pieces().unscaledValue().toByteArray());
        }

        void interest(Interest interest) {
            map(interest.weeks(), this::count, this::number);
            map(interest.seen(), this::count, this::number);
            map(interest.chosen(), this::count, this::number);
        }
    }

    private record Reader(ByteBuffer in) {
        long number() {
            var folded = 0L;
            var shift = 0;
            byte next;
            do {
                next = in.get();
                folded |= (next & 0x7fL) << shift;
                shift += 7;
            } while (next < 0);
            return (folded >>> 1) ^ -(folded & 1);
        }

        int count() {
            return Math.toIntExact(number());
        }

        byte[] bytes() {
            var bytes = new byte[count()];
            in.get(bytes);
            return bytes;
        }

        String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        Instant time() {
            return Instant.EPOCH.plus(number(), ChronoUnit.MICROS);
        }

        <T> T optional(Supplier<T> read) {
            return in.get() == 0 ? null : read.get();
        }

        <K extends Comparable<K>, V> SortedMap<K, V> map(Supplier<K> key, Supplier<V> value) {
            var map = new TreeMap<K, V>();
            for (var left = count(); left > 0; left--) map.put(key.get(), value.get());
            return map;
        }

        Position position() {
            return new Position(time(), text(), text());
        }

        Facts.Dated dated() {
            return new Facts.Dated(position(), text());
        }

        Order order() {
            return new Order(
                    map(this::count, this::part),
                    map(this::count, this::part),
                    map(this::text, this::refund),
                    in.get() == 1);
        }

        Order.Part part() {
            return new Order.Part(position(), text(), number());
        }

        Order.Refund refund() {
            return new Order.Refund(text(), optional(this::number));
        }

        Cart cart() {
            var changes = new ArrayList<Cart.Change>();
            for (var left = count(); left > 0; left--) changes.add(change());
            return new Cart(changes);
        }

        Cart.Change change() {
            var micros = number();
            var kind = Cart.Kind.values()[count()];
            var item = text();
            var scale = count();
            return new Cart.Change(micros, kind, item, new BigDecimal(new BigInteger(bytes()), scale));
        }

        Interest interest() {
            return new Interest(
                    map(this::count, this::number), map(this::count, this::number), map(this::count, this::number));
        }
    }
}
