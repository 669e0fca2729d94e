package io.danggol.segment.history;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// A history as few bytes: times as differences, each distinct string once, all of it deflated when that pays.
///
/// The first byte is the format: 1 plain, 2 deflated (after four bytes with the plain length). The same history gives
/// the same bytes.
public final class HistoryCodec {
    private static final byte PLAIN = 1;
    private static final byte DEFLATED = 2;
    private static final int WORTH_DEFLATING = 256;

    private HistoryCodec() {}

    /// The bytes of a history.
    public static byte[] encode(History history) {
        var writer = new Writer();
        writer.number(history.events().size());
        var last = 0L;
        for (var event : history.events()) {
            var at = ChronoUnit.MICROS.between(Instant.EPOCH, event.at());
            writer.number(at - last);
            last = at;
            writer.text(event.source());
            writer.text(event.id());
            writer.text(event.name());
            writer.text(event.currency());
            writer.amount(event.value());
            writer.number(event.items().size());
            event.items().forEach(writer::item);
            writer.values(event.context());
            writer.values(event.params());
        }
        return pack(writer.out.toByteArray());
    }

    /// The history of such bytes.
    public static History decode(byte[] bytes) {
        var reader = new Reader(unpack(bytes));
        var size = (int) reader.number();
        var events = new ArrayList<Event>(size);
        var at = 0L;
        for (var i = 0; i < size; i++) {
            at += reader.number();
            events.add(new Event(
                    reader.text(),
                    reader.text(),
                    reader.text(),
                    Instant.EPOCH.plus(at, ChronoUnit.MICROS),
                    reader.text(),
                    reader.amount(),
                    reader.items(),
                    reader.values(),
                    reader.values()));
        }
        return new History(events);
    }

    private static byte[] pack(byte[] plain) {
        if (plain.length >= WORTH_DEFLATING) {
            try (var deflater = new Deflater(Deflater.BEST_SPEED)) {
                deflater.setInput(plain);
                deflater.finish();
                var packed = new byte[plain.length];
                var length = deflater.deflate(packed, 0, packed.length, Deflater.NO_FLUSH);
                if (deflater.finished()) {
                    return ByteBuffer.allocate(5 + length)
                            .put(DEFLATED)
                            .putInt(plain.length)
                            .put(packed, 0, length)
                            .array();
                }
            }
        }
        return ByteBuffer.allocate(1 + plain.length).put(PLAIN).put(plain).array();
    }

    private static ByteBuffer unpack(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        var format = buffer.get();
        if (format == PLAIN) return buffer;
        if (format != DEFLATED) throw new IllegalArgumentException("format: " + format + " (expected: 1 or 2)");
        var plain = new byte[buffer.getInt()];
        try (var inflater = new Inflater()) {
            inflater.setInput(buffer);
            inflater.inflate(plain);
            return ByteBuffer.wrap(plain);
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("not a history", e);
        }
    }

    private static final class Writer {
        final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        private final Map<String, Integer> texts = new HashMap<>();

        /// Small numbers of either sign take few bytes.
        void number(long number) {
            var rest = (number << 1) ^ (number >> 63);
            while ((rest & ~0x7FL) != 0) {
                out.write((int) (rest & 0x7F | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }

        /// 0 for null, 1 and its bytes for a new one, else 2 and more for one that was written before.
        void text(String text) {
            if (text == null) {
                number(0);
                return;
            }
            var known = texts.putIfAbsent(text, texts.size());
            if (known != null) {
                number(known + 2L);
                return;
            }
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            number(1);
            number(bytes.length);
            out.writeBytes(bytes);
        }

        void amount(Long amount) {
            number(amount == null ? 0 : 1);
            if (amount != null) number(amount);
        }

        void item(Item item) {
            text(item.id());
            text(item.name());
            text(item.brand());
            text(item.variant());
            number(item.categories().size());
            item.categories().forEach(this::text);
            amount(item.price());
            amount(item.quantity());
            amount(item.total());
        }

        void values(Map<String, Object> values) {
            number(values.size());
            new TreeMap<>(values).forEach((name, value) -> {
                text(name);
                switch (value) {
                    case Boolean flag -> number(flag ? 1 : 0);
                    case BigDecimal decimal -> {
                        number(2);
                        text(decimal.toString());
                    }
                    default -> {
                        number(3);
                        text((String) value);
                    }
                }
            });
        }
    }

    private static final class Reader {
        private final ByteBuffer in;
        private final List<String> texts = new ArrayList<>();

        Reader(ByteBuffer in) {
            this.in = in;
        }

        long number() {
            var number = 0L;
            for (var shift = 0; ; shift += 7) {
                var next = in.get();
                number |= (next & 0x7FL) << shift;
                if (next >= 0) return (number >>> 1) ^ -(number & 1);
            }
        }

        String text() {
            var token = (int) number();
            if (token == 0) return null;
            if (token > 1) return texts.get(token - 2);
            var length = (int) number();
            var text = new String(in.array(), in.arrayOffset() + in.position(), length, StandardCharsets.UTF_8);
            in.position(in.position() + length);
            texts.add(text);
            return text;
        }

        Long amount() {
            return number() == 0 ? null : (Long) number();
        }

        List<Item> items() {
            var size = (int) number();
            var items = new ArrayList<Item>(size);
            for (var i = 0; i < size; i++) {
                items.add(new Item(text(), text(), text(), text(), categories(), amount(), amount(), amount()));
            }
            return items;
        }

        private List<String> categories() {
            var size = (int) number();
            var categories = new ArrayList<String>(size);
            for (var i = 0; i < size; i++) categories.add(text());
            return categories;
        }

        Map<String, Object> values() {
            var size = (int) number();
            var values = new LinkedHashMap<String, Object>();
            for (var i = 0; i < size; i++) {
                var name = text();
                var kind = (int) number();
                values.put(
                        name,
                        switch (kind) {
                            case 0 -> false;
                            case 1 -> true;
                            case 2 -> new BigDecimal(text());
                            default -> text();
                        });
            }
            return values;
        }
    }
}
