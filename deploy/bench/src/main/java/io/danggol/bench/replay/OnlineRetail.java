package io.danggol.bench.replay;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// UCI's Online Retail: a line of an invoice each, in pounds; the lines of an invoice stand within minutes of one
/// another.
///
/// An invoice is a purchase, in parts of 200 lines. An invoice that starts with C, and lines of negative
/// quantity, are refunds. Lines without a customer are one visitor an invoice. A line of negative price becomes
/// an event of its own, so that its refusal costs no other line.
record OnlineRetail() implements ShopFormat {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final int LINES_A_PART = 200;

    /// How long after its last line another line of the same invoice is waited for.
    private static final Duration OPEN = Duration.ofMinutes(5);

    @Override
    public List<String> columns() {
        return List.of("InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID");
    }

    @Override
    public String currency() {
        return "GBP";
    }

    @Override
    public Iterator<ShopEvent> events(Iterator<Row> rows, String source) {
        return Iterators.flattening(new Invoices(rows, source, currency()));
    }

    /// Gathers the lines of an invoice.
    private static final class Invoices implements Supplier<List<ShopEvent>> {
        private final Iterator<Row> rows;
        private final String source;
        private final String currency;
        private final Map<String, List<Row>> open = new LinkedHashMap<>();

        private Invoices(Iterator<Row> rows, String source, String currency) {
            this.rows = rows;
            this.source = source;
            this.currency = currency;
        }

        /// The events of the invoices that are complete by the next lines; null at the end of the file.
        @Override
        public List<ShopEvent> get() {
            if (!rows.hasNext()) return open.isEmpty() ? null : close(Instant.MAX);
            var row = rows.next();
            open.computeIfAbsent(row.text("InvoiceNo"), _ -> new ArrayList<>()).add(row);
            return close(time(row).minus(OPEN));
        }

        private List<ShopEvent> close(Instant before) {
            var events = new ArrayList<ShopEvent>();
            for (var invoices = open.values().iterator(); invoices.hasNext(); ) {
                var lines = invoices.next();
                if (!time(lines.getLast()).isBefore(before)) break;
                invoices.remove();
                events.addAll(events(lines));
            }
            return events;
        }

        private List<ShopEvent> events(List<Row> lines) {
            Map<String, List<Row>> kinds = lines.stream().collect(Collectors.groupingBy(Invoices::kind));
            var events = new ArrayList<ShopEvent>();
            events.addAll(parts(ShopEvent.PURCHASE, kinds.getOrDefault(ShopEvent.PURCHASE, List.of())));
            events.addAll(parts(ShopEvent.REFUND, kinds.getOrDefault(ShopEvent.REFUND, List.of())));
            kinds.getOrDefault("negative price", List.of())
                    .forEach(row -> events.add(event(ShopEvent.PURCHASE, List.of(row), 0, 0)));
            return events;
        }

        private static String kind(Row row) {
            if (price(row).signum() < 0) return "negative price";
            return row.text("InvoiceNo").startsWith("C") || quantity(row).signum() < 0
                    ? ShopEvent.REFUND
                    : ShopEvent.PURCHASE;
        }

        private List<ShopEvent> parts(String name, List<Row> lines) {
            var parts = (lines.size() + LINES_A_PART - 1) / LINES_A_PART;
            return IntStream.range(0, parts)
                    .mapToObj(i -> event(
                            name,
                            lines.subList(i * LINES_A_PART, Math.min(lines.size(), (i + 1) * LINES_A_PART)),
                            parts == 1 ? 0 : i + 1,
                            parts == 1 ? 0 : parts))
                    .toList();
        }

        private ShopEvent event(String name, List<Row> lines, int part, int parts) {
            var first = lines.getFirst();
            var invoice = first.text("InvoiceNo");
            var customer = first.text("CustomerID");
            return new ShopEvent(
                    source + "." + first.line(),
                    customer == null ? "invoice-" + invoice : customer,
                    name,
                    time(first),
                    currency,
                    lines.stream().map(Invoices::value).reduce(BigDecimal.ZERO, BigDecimal::add),
                    lines.stream().map(Invoices::item).toList(),
                    source + "." + invoice,
                    part,
                    parts);
        }

        private static ShopEvent.Item item(Row row) {
            return new ShopEvent.Item(
                    row.text("StockCode"),
                    row.text("Description"),
                    null,
                    List.of(),
                    price(row),
                    quantity(row).abs());
        }

        private static BigDecimal value(Row row) {
            return price(row).multiply(quantity(row).abs()).setScale(2, RoundingMode.HALF_UP);
        }

        private static BigDecimal price(Row row) {
            return new BigDecimal(row.text("UnitPrice"));
        }

        private static BigDecimal quantity(Row row) {
            return new BigDecimal(row.text("Quantity"));
        }

        private static Instant time(Row row) {
            return LocalDateTime.parse(row.text("InvoiceDate"), TIME)
                    .atZone(ZONE)
                    .toInstant();
        }
    }
}
