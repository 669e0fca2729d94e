package io.danggol.campaign.kakao;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.danggol.campaign.Channel;
import io.danggol.campaign.ShopConfig;
import io.danggol.campaign.content.Field;
import io.danggol.campaign.content.Values;
import io.danggol.campaign.delivery.Carrier;
import io.danggol.campaign.delivery.Handover;
import io.danggol.campaign.delivery.Message;
import io.danggol.campaign.kakao.Bubble.FromShelf;
import io.danggol.campaign.kakao.Bubble.Head;
import io.danggol.campaign.kakao.Pictures.Picture.NotNow;
import io.danggol.campaign.kakao.Pictures.Picture.Uploaded;
import io.danggol.campaign.kakao.Pictures.Picture.Useless;
import io.danggol.campaign.link.Links;
import io.danggol.campaign.plan.Campaign;
import io.danggol.campaign.plan.Content.Block;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// KakaoTalk Brand Messages through NHN Cloud.
@Singleton
class KakaoCarrier implements Carrier {
    private static final String PICTURES = "nhn-pictures";
    private final NhnClient nhn;
    private final Pictures pictures;
    private final KakaoConfig config;
    private final ShopConfig shop;
    private final ObjectMapper json;
    private final Clock clock;

    private record KakaoLetter(KakaoContent message, ObjectNode body) implements Letter {
        @Override
        public byte[] bytes() {
            return body.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Optional<String> subject() {
            return Optional.empty();
        }

        @Override
        public String text() {
            return message.text();
        }

        @Override
        public Optional<String> html() {
            return Optional.empty();
        }

        /// Kakao itself labels every Brand Message.
        @Override
        public boolean labelled() {
            return true;
        }
    }

    KakaoCarrier(
            NhnClient nhn, Pictures pictures, KakaoConfig config, ShopConfig shop, ObjectMapper json, Clock clock) {
        this.nhn = nhn;
        this.pictures = pictures;
        this.config = config;
        this.shop = shop;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Channel channel() {
        return Channel.KAKAO;
    }

    @Override
    public String processor() {
        return "nhn";
    }

    @Override
    public Set<Field> fields(Campaign campaign) {
        return campaign.content().kakao().orElseThrow().fields();
    }

    @Override
    public Written write(UUID id, Campaign campaign, Values values, Links links) {
        var template = campaign.content().kakao().orElseThrow();
        if (template.bubble() instanceof Bubble.FromShelf shelf) return write(template, shelf, values, links);
        return ready(
                campaign.blocks(Optional.empty(), template.fields()).contains(Block.CART)
                        ? KakaoRenderer.renderWithCart(template, values, links::click, config.labelInText())
                        : KakaoRenderer.render(template, values, links::click, config.labelInText(), List.of()));
    }

    /// A bubble of products, each with its picture; those without one are left out.
    private Written write(KakaoContent template, FromShelf shelf, Values values, Links links) {
        var head = shelf.head().map(Head::imageUrl).map(url -> pictures.of(url, PictureKind.CAROUSEL_COMMERCE_IMAGE));
        if (head.filter(picture -> picture instanceof NotNow).isPresent()) return new Written.NotNow(PICTURES);
        var shown = new ArrayList<Showcase.Shown>();
        for (var line : Showcase.candidates(shelf, values)) {
            if (shown.size() == shelf.most()) break;
            switch (pictures.of(line.imageUrl().orElseThrow(), kind(shelf.type(), shown.isEmpty()))) {
                case Uploaded(var imageUrl) -> shown.add(new Showcase.Shown(line, imageUrl));
                case Useless() -> {}
                case NotNow() -> {
                    return new Written.NotNow(PICTURES);
                }
            }
        }
        if (shown.size() < shelf.least()
                || head.filter(picture -> picture instanceof Useless).isPresent())
            return new Written.Refused(
                    "kakao-pictures", "그림과 함께 보여 줄 상품이 모자랍니다: " + shown.size() + "개 (최소 " + shelf.least() + "개)");
        var pictured = head.map(picture -> shelf.picturing(((Uploaded) picture).imageUrl()))
                .orElse(shelf);
        return ready(KakaoRenderer.render(
                new KakaoContent(template.targeting(), pictured), values, links::click, config.labelInText(), shown));
    }

    private static PictureKind kind(Bubble.Type type, boolean first) {
        return switch (type) {
            case WIDE_ITEM_LIST ->
                first ? PictureKind.MAIN_WIDE_ITEMLIST_IMAGE : PictureKind.NORMAL_WIDE_ITEMLIST_IMAGE;
            case COMMERCE -> PictureKind.IMAGE;
            default -> PictureKind.CAROUSEL_COMMERCE_IMAGE;
        };
    }

    private Written ready(KakaoContent message) {
        var breaches = KakaoLimits.check(message);
        return breaches.isEmpty()
                ? new Written.Ready(new KakaoLetter(message, body(message)))
                : new Written.Refused(
                        "kakao-limits",
                        "카카오 제한을 넘었습니다: " + breaches.getFirst().pointer() + " "
                                + breaches.getFirst().detail());
    }

    @Override
    public Handover hand(UUID id, Letter letter, String address) {
        return switch (nhn.send(id, ((KakaoLetter) letter).body(), address)) {
            case NhnClient.Answer.Accepted(var requestId, var seq) -> new Handover.Accepted(requestId, seq);
            case NhnClient.Answer.Refused(var code) -> refused(code);
            case NhnClient.Answer.Unreached unreached -> new Handover.NotNow("nhn-unreachable");
            case NhnClient.Answer.Unclear unclear -> new Handover.Unknown();
        };
    }

    /// A request that NHN did not accept. -1005 says that it had the same one within ten minutes: it is asked.
    private static Handover refused(String code) {
        if (code.equals("-1005")) return new Handover.Unknown();
        return NhnResult.of(code) == NhnResult.RETRY_LATER
                ? new Handover.NotNow("nhn" + code)
                : new Handover.Refused("nhn" + code, "카카오 발송 대행사가 메시지를 받지 않았습니다.", false);
    }

    @Override
    public Handover ask(Message message) {
        try {
            if (message.phase() == Message.Phase.ACCEPTED)
                return meaning(
                        nhn.result(message.requestId(), message.recipient()).resultCode());
            return nhn.find(message.id(), message.handedAt(), clock.instant())
                    .<Handover>map(row -> new Handover.Accepted(row.requestId(), row.recipientSeq()))
                    .orElseGet(Handover.Missing::new);
        } catch (NhnClient.Unavailable _) {
            return message.phase() == Message.Phase.ACCEPTED ? new Handover.Pending() : new Handover.Unknown();
        }
    }

    private static Handover meaning(Optional<String> code) {
        return code.map(KakaoResults::meaning).orElseGet(Handover.Pending::new);
    }

    private ObjectNode body(KakaoContent message) {
        var body = json.createObjectNode();
        KakaoBody.write(message, body);
        shop.optOut080().ifPresent(number -> body.put("unsubscribeNo", number));
        return body;
    }
}
