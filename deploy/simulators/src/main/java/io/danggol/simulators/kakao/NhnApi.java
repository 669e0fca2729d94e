package io.danggol.simulators.kakao;

import io.danggol.simulators.http.Answer;
import io.danggol.simulators.http.BadCall;
import io.danggol.simulators.http.Call;
import io.danggol.simulators.http.HttpEdge;
import io.danggol.simulators.http.Json;
import io.danggol.simulators.kakao.bubble.Bubble;
import io.danggol.simulators.kakao.bubble.Bubble.Picture.Kind;
import io.danggol.simulators.kakao.bubble.Fields;
import io.danggol.simulators.kakao.bubble.Purpose;
import io.danggol.simulators.kakao.bubble.Refused;
import io.danggol.simulators.kakao.delivery.Order;
import io.danggol.simulators.kakao.delivery.Provider;
import io.danggol.simulators.kakao.image.UploadUrl;
import io.danggol.simulators.kakao.image.UploadedImages;
import io.danggol.simulators.kakao.template.FixedPrices;
import io.danggol.simulators.kakao.template.Template;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// NHN Cloud's Brand Message API v1.0, in its wire format. Errors come as HTTP 200 with a failing header.
final class NhnApi {
    @FunctionalInterface
    private interface Work {
        /// What the answer carries next to its header.
        Map<String, Object> on(Call call) throws IOException;
    }

    private final NhnAccount account;
    private final Provider provider;
    private final UploadedImages images;
    private final Webhooks webhooks;
    private final AtomicReference<Settings> settings;
    private final Clock clock;
    private final Supplier<String> baseUrl;
    private final Orders orders;

    NhnApi(
            NhnAccount account,
            Provider provider,
            UploadedImages images,
            Webhooks webhooks,
            AtomicReference<Settings> settings,
            Clock clock,
            Supplier<String> baseUrl) {
        this.account = account;
        this.provider = provider;
        this.images = images;
        this.webhooks = webhooks;
        this.settings = settings;
        this.clock = clock;
        this.baseUrl = baseUrl;
        this.orders = new Orders(clock);
    }

    static String prefix(String appKey) {
        return "/brand-message/v1.0/appkeys/" + appKey;
    }

    void routes(HttpEdge edge) {
        var sender = "/senders/{senderKey}";
        route(edge, "POST", "/freestyle-messages", Chaos.On.SEND, this::freeForm);
        route(edge, "POST", "/basic-messages", Chaos.On.SEND, this::fromTemplate);
        route(edge, "GET", "/messages", Chaos.On.RESULTS, this::list);
        route(edge, "GET", "/messages/{requestId}/{recipientSeq}", Chaos.On.RESULTS, this::one);
        route(edge, "DELETE", "/messages/{requestId}", Chaos.On.ALL, this::cancel);
        route(edge, "GET", sender, Chaos.On.ALL, this::sender);
        route(edge, "PUT", sender + "/unsubscribe-content", Chaos.On.ALL, this::unsubscribeContent);
        route(edge, "GET", sender + "/templates", Chaos.On.ALL, this::templates);
        route(edge, "POST", sender + "/templates", Chaos.On.ALL, this::register);
        route(edge, "GET", sender + "/templates/{code}", Chaos.On.ALL, this::template);
        route(edge, "PUT", sender + "/templates/{code}", Chaos.On.ALL, this::update);
        route(edge, "DELETE", sender + "/templates/{code}", Chaos.On.ALL, this::delete);
        route(edge, "POST", "/images", Chaos.On.ALL, this::upload);
        route(edge, "GET", "/images", Chaos.On.ALL, this::uploaded);
        route(edge, "DELETE", "/images", Chaos.On.ALL, this::deleteImage);
        edge.route("POST", "/friendtalk/{version}/appkeys/{appkey}/messages", call -> refused(Refused.endedApi()));
    }

    private void route(HttpEdge edge, String method, String path, Chaos.On kind, Work work) {
        edge.route(method, prefix("{appkey}") + path, call -> answer(call, kind, work));
    }

    // --- every call ---

    private Answer answer(Call call, Chaos.On kind, Work work) throws IOException {
        var chaos = strike(kind);
        if (chaos == null) return done(call, work);
        return switch (chaos.kind()) {
            case UNAVAILABLE -> Answer.text(503, "text/plain", "Service Unavailable");
            case TIMEOUT_AFTER_ACCEPT -> {
                done(call, work);
                yield call.hangUp(chaos.hold());
            }
            case SLOW_BODY -> call.drip(done(call, work), chaos.hold());
            case MALFORMED_JSON -> {
                var whole = done(call, work);
                yield new Answer(
                        whole.status(), whole.headers(), Arrays.copyOf(whole.body(), whole.body().length * 2 / 3));
            }
        };
    }

    /// The trouble that this call meets; null for none.
    private Chaos strike(Chaos.On kind) {
        var met = settings.getAndUpdate(
                now -> strikes(now, kind) ? now.with(now.chaos().struck()) : now);
        return strikes(met, kind) ? met.chaos() : null;
    }

    private static boolean strikes(Settings now, Chaos.On kind) {
        return now.chaos() != null && now.chaos().strikes(kind);
    }

    private Answer done(Call call, Work work) throws IOException {
        try {
            if (!account.appKey().equals(call.path("appkey"))) throw Refused.appKey();
            if (!account.secretKey().equals(call.header("X-Secret-Key").orElse(null))) throw Refused.secretKey();
            var answer = new LinkedHashMap<String, Object>();
            answer.put("header", header(0, "success"));
            answer.putAll(work.on(call));
            return Answer.json(200, answer);
        } catch (Refused refused) {
            return refused(refused);
        }
    }

    static Answer refused(Refused refused) {
        return Answer.json(200, Map.of("header", header(refused.code(), refused.getMessage())));
    }

    private static Map<String, Object> header(int code, String message) {
        var header = new LinkedHashMap<String, Object>();
        header.put("resultCode", code);
        header.put("resultMessage", message);
        header.put("isSuccessful", code == 0);
        return header;
    }

    private static Fields json(Call call) {
        var type = call.header("Content-Type").orElse("");
        if (!type.startsWith("application/json")) throw Refused.contentType();
        try {
            return Fields.of(Json.object(call.body()));
        } catch (BadCall e) {
            throw Refused.unreadable(e.getMessage());
        }
    }

    private void checkSender(String senderKey) {
        if (!account.senderKey().equals(senderKey)) throw Refused.unknownSender();
    }

    private static int number(Call call, String name, int otherwise, int most) {
        try {
            return call.query(name, otherwise, 1, most);
        } catch (BadCall e) {
            throw Refused.invalid(e.getMessage());
        }
    }

    private static <T> List<T> page(Call call, List<T> all) {
        var size = number(call, "pageSize", 15, 1000);
        var from = (long) (number(call, "pageNum", 1, Integer.MAX_VALUE) - 1) * size;
        return all.stream().skip(from).limit(size).toList();
    }

    // --- sending ---

    private Map<String, Object> freeForm(Call call) {
        var request = sendRequest(call);
        return accept(orders.freeForm(request, idempotencyKey(call)));
    }

    private Map<String, Object> fromTemplate(Call call) {
        var request = sendRequest(call);
        if (!request.has("templateCode")) throw Refused.missing("templateCode");
        var template = provider.template(request.text("templateCode"));
        var firstUser = settings.get().sender().initialUserRestriction();
        return accept(orders.fromTemplate(request, idempotencyKey(call), template, firstUser));
    }

    private Fields sendRequest(Call call) {
        var request = json(call);
        if (!request.has("senderKey")) throw Refused.missing("senderKey");
        checkSender(request.text("senderKey"));
        if (settings.get().sender().block()) throw Refused.senderBlocked();
        return request;
    }

    private static String idempotencyKey(Call call) {
        return call.header("X-NC-API-IDEMPOTENCY-KEY").orElse(null);
    }

    private Map<String, Object> accept(Order order) {
        var now = settings.get();
        var receipt = provider.accept(
                order,
                new Provider.Conditions(
                        now.sendWindow(),
                        now.sender().marketingAgreement(),
                        bubble -> now.uploadedImagesOnly() && !images.canShow(bubble)));
        var results = new ArrayList<Map<String, Object>>();
        for (var to : receipt.to()) {
            var result = new LinkedHashMap<String, Object>();
            result.put("recipientSeq", results.size() + 1);
            result.put("recipientNo", to.number());
            result.put("resultCode", to.refusal() == null ? 0 : to.refusal().code());
            result.put(
                    "resultMessage",
                    to.refusal() == null ? "success" : to.refusal().message());
            result.put("recipientGroupingKey", to.groupingKey());
            results.add(result);
        }
        var message = new LinkedHashMap<String, Object>();
        message.put("requestId", receipt.requestId());
        message.put("senderGroupingKey", order.senderGroupingKey());
        message.put("sendResults", results);
        return Map.of("message", message);
    }

    // --- results ---

    private Map<String, Object> list(Call call) {
        var search = Search.of(call, account);
        webhooks.tell(provider.asked(page(call, search.in(provider))));
        var found = search.in(provider);
        var answer = new LinkedHashMap<String, Object>();
        answer.put(
                "messages",
                page(call, found).stream()
                        .map(row -> Rows.of(row, account.profileName(), account.senderKey()))
                        .toList());
        answer.put("totalCount", found.size());
        return Map.of("messageSearchResultResponse", answer);
    }

    private Map<String, Object> one(Call call) {
        webhooks.tell(provider.asked(List.of(row(call))));
        return Map.of("message", Rows.withContent(row(call), account.profileName(), account.senderKey()));
    }

    private Provider.Row row(Call call) {
        return provider.request(call.path("requestId")).stream()
                .filter(row -> String.valueOf(row.sent().seq()).equals(call.path("recipientSeq")))
                .findFirst()
                .orElseThrow(Refused::unknownMessage);
    }

    private Map<String, Object> cancel(Call call) {
        provider.cancel(
                call.path("requestId"),
                call.query("recipientSeq").map(NhnApi::seqs).orElse(Set.of()));
        return Map.of();
    }

    private static Set<Integer> seqs(String list) {
        try {
            return Arrays.stream(list.split(","))
                    .map(String::strip)
                    .map(Integer::valueOf)
                    .collect(Collectors.toSet());
        } catch (NumberFormatException e) {
            throw Refused.invalid("recipientSeq: " + list + " (expected: numbers with commas between)");
        }
    }

    // --- sender profile ---

    private Map<String, Object> sender(Call call) {
        checkSender(call.path("senderKey"));
        var now = settings.get().sender();
        var sender = new LinkedHashMap<String, Object>();
        sender.put("plusFriendId", "@" + account.profileName());
        sender.put("senderKey", account.senderKey());
        sender.put("categoryCode", "00200010001");
        sender.put("unsubscribePhoneNumber", now.unsubscribePhoneNumber());
        sender.put("unsubscribeAuthNumber", now.unsubscribeAuthNumber());
        sender.put("status", "YSC03");
        sender.put("statusName", "정상 등록");
        sender.put("kakaoStatus", now.block() ? "S" : "A");
        sender.put("kakaoStatusName", now.block() ? "차단" : "정상");
        sender.put("kakaoProfileStatus", now.block() ? "B" : "A");
        sender.put("kakaoProfileStatusName", now.block() ? "차단" : "활성화");
        sender.put("profileSpamLevel", "정상");
        sender.put("profileMessageSpamLevel", "정상");
        sender.put("dormant", false);
        sender.put("marketingAgreement", now.marketingAgreement());
        sender.put("block", now.block());
        sender.put("initialUserRestriction", now.initialUserRestriction());
        return Map.of("sender", sender);
    }

    private Map<String, Object> unsubscribeContent(Call call) {
        checkSender(call.path("senderKey"));
        var request = json(call);
        if (!request.has("unsubscribeNo")) throw Refused.missing("unsubscribeNo");
        Orders.checkUnsubscribe(request);
        settings.updateAndGet(now -> now.with(new Settings.Sender(
                now.sender().block(),
                now.sender().marketingAgreement(),
                now.sender().initialUserRestriction(),
                request.text("unsubscribeNo"),
                request.text("unsubscribeAuthNo"))));
        return Map.of();
    }

    // --- templates ---

    private Map<String, Object> templates(Call call) {
        checkSender(call.path("senderKey"));
        var code = call.query("templateCode");
        var name = call.query("templateName");
        var found = provider.templates().stream()
                .filter(template -> code.isEmpty() || template.code().equals(code.get()))
                .filter(template -> name.isEmpty() || template.name().contains(name.get()))
                .filter(_ -> call.query("status").orElse("A").equals("A"))
                .toList();
        var answer = new LinkedHashMap<String, Object>();
        answer.put("templates", page(call, found).stream().map(this::json).toList());
        answer.put("totalCount", found.size());
        return Map.of("templateListResponse", answer);
    }

    private Map<String, Object> template(Call call) {
        checkSender(call.path("senderKey"));
        return Map.of("template", json(provider.template(call.path("code"))));
    }

    private Map<String, Object> register(Call call) {
        checkSender(call.path("senderKey"));
        var bytes = new byte[8];
        ThreadLocalRandom.current().nextBytes(bytes);
        var code = HexFormat.of().formatHex(bytes);
        provider.keep(read(json(call), code, null));
        return Map.of("template", Map.of("templateCode", code));
    }

    private Map<String, Object> update(Call call) {
        checkSender(call.path("senderKey"));
        provider.keep(read(json(call), call.path("code"), provider.template(call.path("code"))));
        return Map.of();
    }

    private Map<String, Object> delete(Call call) {
        checkSender(call.path("senderKey"));
        provider.remove(provider.template(call.path("code")));
        return Map.of();
    }

    private Template read(Fields request, String code, Template before) {
        if (!request.has("templateName")) throw Refused.missing("templateName");
        Orders.length(request, "templateName", 200);
        var bubble = Bubble.of(request, Purpose.TEMPLATE);
        return new Template(
                code,
                request.text("templateName"),
                bubble.type().name(),
                request.flag("adult", false),
                FixedPrices.in(bubble.fields()),
                before == null ? clock.instant() : before.createdAt(),
                before == null ? null : clock.instant());
    }

    private Map<String, Object> json(Template template) {
        var json = new LinkedHashMap<String, Object>();
        json.put("plusFriendId", "@" + account.profileName());
        json.put("plusFriendType", "NORMAL");
        json.put("templateCode", template.code());
        json.put("templateName", template.name());
        json.put("chatBubbleType", template.chatBubbleType());
        json.put("adult", template.adult());
        json.putAll(template.fields());
        json.put("status", "A");
        json.put("createDate", Rows.date(template.createdAt()));
        json.put("updateDate", template.updatedAt() == null ? null : Rows.date(template.updatedAt()));
        return json;
    }

    // --- images ---

    private Map<String, Object> upload(Call call) throws IOException {
        var form = Form.of(call);
        var kind = kind(form.text("imageType").orElseThrow(() -> Refused.missing("imageType")));
        var file = form.file("image").orElseThrow(() -> Refused.missing("image"));
        return Map.of("image", json(images.keep(kind, file.name(), file.bytes())));
    }

    private Map<String, Object> uploaded(Call call) {
        var kinds = Arrays.stream(call.query("imageTypes")
                        .orElseThrow(() -> Refused.missing("imageTypes"))
                        .split(","))
                .map(NhnApi::kind)
                .collect(Collectors.toSet());
        var found = images.list(kinds);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("images", page(call, found).stream().map(this::json).toList());
        answer.put("totalCount", found.size());
        return answer;
    }

    private Map<String, Object> deleteImage(Call call) {
        for (var seq : seqs(call.query("imageSeq").orElseThrow(() -> Refused.missing("imageSeq"))))
            images.delete(images.get(seq).orElseThrow(Refused::unknownMessage));
        return Map.of();
    }

    private static Kind kind(String name) {
        for (var kind : Kind.values()) {
            if (kind.name().equals(name)) return kind;
        }
        throw Refused.imageType();
    }

    private Map<String, Object> json(UploadedImages.Image image) {
        var json = new LinkedHashMap<String, Object>();
        json.put("imageSeq", image.seq());
        json.put("imageUrl", UploadUrl.of(baseUrl.get(), image));
        json.put("imageName", image.name());
        return json;
    }
}
