package io.danggol.simulators.kakao;

import io.danggol.simulators.http.Answer;
import io.danggol.simulators.http.BadCall;
import io.danggol.simulators.http.Call;
import io.danggol.simulators.http.HttpEdge;
import io.danggol.simulators.http.Page;
import io.danggol.simulators.kakao.delivery.Fate;
import io.danggol.simulators.kakao.delivery.Provider;
import io.danggol.simulators.kakao.delivery.Provider.Row;
import io.danggol.simulators.kakao.delivery.Sent;
import io.danggol.simulators.kakao.image.UploadedImages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the phones got, as JSON and as a page.
final class PhoneApi {
    private static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final NhnAccount account;
    private final Provider provider;
    private final UploadedImages images;

    PhoneApi(NhnAccount account, Provider provider, UploadedImages images) {
        this.account = account;
        this.provider = provider;
        this.images = images;
    }

    void routes(HttpEdge edge) {
        edge.page("/", PhoneApi.class, "phones.html", PAGE_POLICY)
                .file("/phones.css", PhoneApi.class, "phones.css", "text/css;charset=UTF-8")
                .file("/phones.js", PhoneApi.class, "phones.js", "text/javascript;charset=UTF-8")
                .route("GET", "/api/messages", this::list)
                .route("DELETE", "/api/messages", this::empty)
                .route("GET", "/api/phones", this::phones)
                .route("GET", "/images/{name}", this::image);
    }

    private Answer list(Call call) {
        var found = provider.phones(number(call));
        var page = Page.of(call, found, row -> row.sent().id());
        return Answer.json(200, page.json(this::json));
    }

    private static Optional<String> number(Call call) {
        return call.query("to").map(Orders::digits);
    }

    private Answer empty(Call call) {
        provider.emptyPhones(number(call));
        return Answer.noContent();
    }

    /// Every phone that has messages, the one with the newest first; `?find=` takes a part of the number.
    private Answer phones(Call call) {
        var part = call.query("find").orElse("").replaceAll("\\D", "");
        var phones = provider.phones(Optional.empty()).stream()
                .filter(row -> row.sent().number().contains(part))
                .collect(Collectors.groupingBy(row -> row.sent().number(), LinkedHashMap::new, Collectors.toList()));
        var page = Page.of(
                call,
                List.copyOf(phones.values()),
                rows -> rows.getFirst().sent().number());
        return Answer.json(200, page.json(this::phone));
    }

    private Map<String, Object> phone(List<Row> rows) {
        var phone = new LinkedHashMap<String, Object>();
        phone.put("number", rows.getFirst().sent().number());
        phone.put("messages", rows.size());
        phone.put("newest", json(rows.getFirst()));
        return phone;
    }

    private Map<String, Object> json(Row row) {
        var sent = row.sent();
        var json = new LinkedHashMap<String, Object>();
        json.put("id", sent.id());
        json.put("to", sent.number());
        json.put("from", "(광고) " + account.profileName());
        json.put("advertising", true);
        json.put("profileName", account.profileName());
        json.put("receivedAt", row.standing().arrivedAt().orElseThrow());
        json.put("chatBubbleType", sent.bubble().type().name());
        json.put("targeting", sent.targeting().name());
        json.put("friend", Fate.of(sent.number()).friend());
        json.put("optOut", optOut(sent));
        json.put("afterOptOut", sent.afterOptOut());
        json.put("templateCode", sent.templateCode());
        json.put("requestId", sent.requestId());
        json.put("recipientSeq", sent.seq());
        json.put("senderGroupingKey", sent.senderGroupingKey());
        json.put("recipientGroupingKey", sent.groupingKey());
        json.putAll(sent.bubble().fields());
        return json;
    }

    /// The line below the message that says how to refuse more of them.
    private static String optOut(Sent sent) {
        var channel = "수신거부 | 홈 > 채널차단";
        return sent.unsubscribeNo() == null ? channel : channel + " · 무료수신거부 " + sent.unsubscribeNo();
    }

    private Answer image(Call call) {
        var number = call.path("name").split("\\.")[0];
        if (!number.matches("\\d{1,9}")) throw new BadCall("name: expected a number and an ending");
        return images.get(Integer.parseInt(number))
                .map(image -> Answer.of(200, image.format().contentType(), image.bytes())
                        .with("X-Content-Type-Options", "nosniff")
                        .with("Cache-Control", "max-age=3600"))
                .orElseGet(() -> Answer.problem(404, "Not found", "There is no such image."));
    }
}
