package io.danggol.simulators.kakao.delivery;

import io.danggol.simulators.kakao.bubble.Bubble;
import io.danggol.simulators.kakao.bubble.Refused;
import io.danggol.simulators.kakao.template.Template;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The provider's memory: what it accepted, what became of it, and which phones have what. Thread-safe.
///
/// Every change is an [Event] on the [Ledger] before anybody is told, so a restart knows all that was confirmed.
public final class Provider implements AutoCloseable {

    /// An accepted message and how it stands.
    public record Row(Sent sent, Standing standing) {}

    /// What was accepted of a request.
    ///
    /// @param to one for each recipient in the order of the request; recipientSeq counts from 1
    public record Receipt(String requestId, List<Order.To> to) {}

    /// What holds for a request beyond its own content.
    ///
    /// @param windowEnforced whether every message outside the send window fails, as at Kakao
    /// @param nonFriends whether the channel may use the targetings M and N
    /// @param imagesUnavailable whether Kakao could not show a bubble's images
    public record Conditions(boolean windowEnforced, boolean nonFriends, Predicate<Bubble> imagesUnavailable) {}

    /// Something that webhooks tell.
    public sealed interface News {
        /// @param times how often the webhook tells it, under one id
        record Result(Sent sent, ResultCode code, Instant at, int times) implements News {}

        record OptOut(String number, String unsubscribeNo, Instant at) implements News {}
    }

    private static final DateTimeFormatter REQUEST_ID =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(SendWindow.SEOUL);
    private static final Duration KEY_IS_REMEMBERED = Duration.ofMinutes(10);
    private static final int POLLS_UNTIL_ARRIVED = 3;
    private static final SortedMap<Integer, Row> NO_ROWS = Collections.emptySortedMap();
    private static final int LARGEST_BYTES = 30 * 1024;

    private final Clock clock;
    private final Ledger ledger;
    private final SecureRandom random = new SecureRandom();

    private final Map<String, SortedMap<Integer, Row>> requests = new LinkedHashMap<>();
    private final Map<String, Template> templates = new LinkedHashMap<>();
    private final Map<String, Instant> keys = new HashMap<>();
    private final Map<String, Integer> polls = new HashMap<>();
    private final Set<String> numbers = new HashSet<>();
    private final Set<String> optedOut = new HashSet<>();
    private final List<Row> phones = new ArrayList<>();
    private final PriorityQueue<Sent> waiting =
            new PriorityQueue<>(Comparator.comparing(Sent::sendAt).thenComparing(Sent::id));

    public Provider(Path folder, Clock clock) {
        this.clock = clock;
        this.ledger = Ledger.open(folder.resolve("ledger.ndjson"));
        ledger.read().forEach(this::apply);
    }

    // --- sending ---

    /// Accepts an order; from then on it will be sent.
    ///
    /// @throws Refused if the order's idempotency key was used in the last 10 minutes
    public synchronized Receipt accept(Order order, Conditions conditions) {
        var now = clock.instant();
        keys.values().removeIf(used -> !used.plus(KEY_IS_REMEMBERED).isAfter(now));
        if (order.idempotencyKey() != null && keys.containsKey(order.idempotencyKey())) throw Refused.repeatedKey();

        var requestId = REQUEST_ID.format(now) + randomTail();
        var sendAt = order.requestedAt() == null || order.requestedAt().isBefore(now) ? now : order.requestedAt();
        var inside = SendWindow.open(sendAt);
        var messages = new ArrayList<Sent>();
        for (int i = 0; i < order.recipients().size(); i++) {
            var to = order.recipients().get(i);
            if (to.refusal() != null) continue;
            var verdict = new Verdict(
                            inside || !conditions.windowEnforced(),
                            inside,
                            conditions.nonFriends(),
                            numbers.contains(to.number())
                                    || messages.stream()
                                            .anyMatch(sent -> sent.number().equals(to.number())),
                            defect(to, conditions.imagesUnavailable()))
                    .on(to.number(), to.targeting());
            messages.add(new Sent(
                    requestId,
                    i + 1,
                    to.number(),
                    to.targeting(),
                    order.templateCode(),
                    to.templateParameter(),
                    order.pushAlarm(),
                    order.adult(),
                    order.unsubscribeNo() == null ? to.unsubscribeNo() : order.unsubscribeNo(),
                    now,
                    sendAt,
                    order.senderGroupingKey(),
                    to.groupingKey(),
                    order.createUser(),
                    to.bubble(),
                    verdict.orElse(null),
                    optedOut.contains(to.number())));
        }
        happened(new Event.Accepted(messages, order.idempotencyKey(), now));
        return new Receipt(requestId, order.recipients());
    }

    private static Verdict.Defect defect(Order.To to, Predicate<Bubble> imagesUnavailable) {
        if (to.tooLong()) return Verdict.Defect.LENGTH;
        if (imagesUnavailable.test(to.bubble())) return Verdict.Defect.IMAGE;
        // Counted as UTF-16, two bytes each: close enough for a limit that only a carousel full of links can reach.
        return to.bubble().fields().toString().length() * 2 > LARGEST_BYTES ? Verdict.Defect.SIZE : Verdict.Defect.NONE;
    }

    private String randomTail() {
        var letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        var tail = new StringBuilder();
        for (int i = 0; i < 10; i++) tail.append(letters.charAt(random.nextInt(letters.length())));
        return tail.toString();
    }

    /// Calls back what is scheduled and not sent yet.
    ///
    /// @param seqs which recipients; empty for all
    /// @throws Refused if the request is unknown or nothing of it can be called back
    public synchronized void cancel(String requestId, Set<Integer> seqs) {
        var now = clock.instant();
        var rows = request(requestId).stream()
                .filter(row -> seqs.isEmpty() || seqs.contains(row.sent().seq()))
                .filter(row -> row.standing().waiting() && row.sent().sendAt().isAfter(now))
                .toList();
        if (rows.isEmpty()) throw Refused.unknownMessage();
        rows.forEach(row -> happened(new Event.Cancelled(requestId, row.sent().seq(), now)));
    }

    // --- results ---

    /// Gives every message that is due its result.
    ///
    /// @param delay between sending and result
    /// @return what webhooks have to tell, in order
    public synchronized List<News> settle(Duration delay) {
        var now = clock.instant();
        var news = new ArrayList<News>();
        while (!waiting.isEmpty() && !waiting.peek().sendAt().plus(delay).isAfter(now)) {
            var sent = waiting.poll();
            if (sent.verdict() != null
                    && requests.get(sent.requestId()).get(sent.seq()).standing().waiting())
                news.addAll(resolve(sent, sent.verdict(), now));
        }
        return news;
    }

    private List<News> resolve(Sent sent, ResultCode code, Instant now) {
        happened(new Event.Resolved(sent.requestId(), sent.seq(), code, now));
        var fate = Fate.of(sent.number());
        var times = code == ResultCode.SUCCESS && fate == Fate.ARRIVES_TOLD_TWICE ? 2 : 1;
        var news = new ArrayList<News>();
        news.add(new News.Result(sent, code, now, times));
        if (code == ResultCode.SUCCESS && fate == Fate.ARRIVES_THEN_OPTS_OUT)
            news.add(optOut(sent.number(), sent.unsubscribeNo()));
        return news;
    }

    /// The owner of a phone calls the 080 number.
    public synchronized News optOut(String number, String unsubscribeNo) {
        var now = clock.instant();
        happened(new Event.OptedOut(number, now));
        return new News.OptOut(number, unsubscribeNo, now);
    }

    /// Rows in the order in which they were accepted.
    public synchronized List<Row> rows(Predicate<Sent> of) {
        return requests.values().stream()
                .flatMap(rows -> rows.values().stream())
                .filter(row -> of.test(row.sent()))
                .toList();
    }

    /// The rows of one request by recipientSeq; empty if it is unknown.
    public synchronized List<Row> request(String requestId) {
        return List.copyOf(requests.getOrDefault(requestId, NO_ROWS).values());
    }

    /// Counts that a client asks for these rows; an unconfirmed message arrives when it is asked for the third
    /// time. Read them again after this.
    ///
    /// @return what webhooks have to tell
    public synchronized List<News> asked(Collection<Row> rows) {
        var news = new ArrayList<News>();
        for (var row : rows) {
            var unconfirmed =
                    row.standing() instanceof Standing.Resolved resolved && resolved.code() == ResultCode.UNCONFIRMED;
            if (unconfirmed && polls.merge(row.sent().id(), 1, Integer::sum) == POLLS_UNTIL_ARRIVED)
                news.addAll(resolve(row.sent(), ResultCode.SUCCESS, clock.instant()));
        }
        return news;
    }

    // --- phones ---

    /// What the phones have, newest first.
    ///
    /// @param number empty for all phones
    public synchronized List<Row> phones(Optional<String> number) {
        return phones.reversed().stream()
                .filter(row -> number.isEmpty() || row.sent().number().equals(number.get()))
                .toList();
    }

    /// Empties the phones; what was accepted stays known.
    public synchronized void emptyPhones(Optional<String> number) {
        happened(new Event.PhonesEmptied(number.orElse(null), clock.instant()));
    }

    // --- templates ---

    public synchronized Collection<Template> templates() {
        return List.copyOf(templates.values());
    }

    /// @throws Refused if there is none of that code
    public synchronized Template template(String code) {
        var template = templates.get(code);
        if (template == null) throw Refused.unknownTemplate();
        return template;
    }

    public synchronized void keep(Template template) {
        happened(new Event.TemplateKept(template));
    }

    /// @throws Refused if there is none of that code
    public synchronized void remove(Template template) {
        happened(new Event.TemplateRemoved(template(template.code()).code()));
    }

    // --- the fold ---

    /// Forgets everything, on disk too.
    public synchronized void reset() {
        ledger.empty();
        List.of(requests, templates, keys, polls).forEach(Map::clear);
        List.of(numbers, optedOut, phones, waiting).forEach(Collection::clear);
    }

    private void happened(Event event) {
        ledger.append(event);
        apply(event);
    }

    private void apply(Event event) {
        switch (event) {
            case Event.Accepted(var messages, var key, var at) -> {
                for (var sent : messages) {
                    requests.computeIfAbsent(sent.requestId(), _ -> new TreeMap<>())
                            .put(sent.seq(), new Row(sent, Standing.WAITING));
                    numbers.add(sent.number());
                    waiting.add(sent);
                }
                if (key != null) keys.put(key, at);
            }
            case Event.Resolved(var requestId, var seq, var code, var at) ->
                stands(requestId, seq, new Standing.Resolved(code, at));
            case Event.Cancelled(var requestId, var seq, var at) -> stands(requestId, seq, new Standing.Cancelled(at));
            case Event.OptedOut(var number, var _) -> optedOut.add(number);
            case Event.PhonesEmptied(var number, var _) ->
                phones.removeIf(row -> number == null || row.sent().number().equals(number));
            case Event.TemplateKept(var template) -> templates.put(template.code(), template);
            case Event.TemplateRemoved(var code) -> templates.remove(code);
        }
    }

    private void stands(String requestId, int seq, Standing standing) {
        var row = requests.get(requestId).computeIfPresent(seq, (_, old) -> new Row(old.sent(), standing));
        if (standing.arrivedAt().isPresent()) phones.add(row);
    }

    @Override
    public synchronized void close() {
        ledger.close();
    }
}
