package io.danggol.bench.pipeline;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// Bodies for `POST /v1/server/events`: views, carts and orders, each with an id of its own. A thousand visitors are
/// there at any time; each makes ten events and is followed by a new one, so that one event in ten is somebody's first.
public final class EventBatches {
    private static final int PRESENT = 1_000;
    private static final int EVENTS_OF_A_VISITOR = 10;
    private static final int ITEMS = 2_000;

    private final String run;
    private final int events;
    private final AtomicLong next = new AtomicLong();

    /// @param run goes before every id, so that two runs share nothing
    /// @param events of each body
    public EventBatches(String run, int events) {
        this.run = run;
        this.events = events;
    }

    int events() {
        return events;
    }

    public byte[] next(Instant now) {
        var body = new StringBuilder(800 * events).append("{\"events\":[");
        for (var i = 0; i < events; i++) {
            if (i > 0) body.append(',');
            event(body, next.getAndIncrement(), now);
        }
        return body.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void event(StringBuilder body, long number, Instant now) {
        var item = Math.floorMod(number * 7_919, ITEMS);
        var kind = Math.floorMod(number, 20L);
        var name = kind == 0 ? "purchase" : kind < 3 ? "add_to_cart" : "view_item";
        body.append("{\"id\":\"").append(run).append('-').append(number);
        body.append("\",\"name\":\"").append(name);
        body.append("\",\"visitorId\":\"v_").append(run).append('-').append(visitor(number));
        body.append("\",\"sessionId\":\"s_")
                .append(run)
                .append("\",\"sessionNumber\":3,\"occurredAt\":\"")
                .append(now);
        body.append("\",\"consent\":{\"analytics\":true,\"personalization\":true}");
        body.append(",\"context\":{\"pageUrl\":\"https://shop.example/p/").append(item);
        body.append(
                "\",\"pageTitle\":\"브라운 옥스퍼드 구두 | 단골상점\",\"referrer\":\"https://m.facebook.com/\",\"locale\":\"ko-KR\"");
        body.append(",\"utm\":{\"source\":\"facebook\",\"medium\":\"cpc\",\"campaign\":\"fall\"}}");
        body.append(",\"currency\":\"KRW\",\"value\":39000,\"items\":[{\"item_id\":\"B")
                .append(item);
        body.append("\",\"item_name\":\"브라운 옥스퍼드 구두\",\"item_brand\":\"단골\",\"item_category\":\"신발\"");
        body.append(",\"item_category2\":\"구두\",\"price\":39000,\"quantity\":1}]");
        if (name.equals("purchase")) {
            body.append(",\"params\":{\"transaction_id\":\"o-")
                    .append(run)
                    .append('-')
                    .append(number)
                    .append("\"}");
        }
        body.append('}');
    }

    /// They come and go one after the other, not all at once.
    private static String visitor(long number) {
        var place = number % PRESENT;
        return place + "-" + (number / PRESENT + place) / EVENTS_OF_A_VISITOR;
    }
}
