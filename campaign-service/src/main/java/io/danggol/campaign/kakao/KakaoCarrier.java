package io.danggol.campaign.kakao;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.danggol.campaign.Channel;
import io.danggol.campaign.ShopConfig;
import io.danggol.campaign.content.Field;
import io.danggol.campaign.content.Template;
import io.danggol.campaign.content.Values;
import io.danggol.campaign.delivery.Carrier;
import io.danggol.campaign.delivery.Handover;
import io.danggol.campaign.delivery.Message;
import io.danggol.campaign.link.Links;
import io.danggol.campaign.plan.Campaign;
import io.danggol.campaign.plan.Content.Block;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// KakaoTalk Brand Messages through NHN Cloud.
@Singleton
class KakaoCarrier implements Carrier {
    private final NhnClient nhn;
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
            return message.content();
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

    KakaoCarrier(NhnClient nhn, KakaoConfig config, ShopConfig shop, ObjectMapper json, Clock clock) {
        this.nhn = nhn;
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
    public Set<Field> fields(Campaign campaign) {
        return Template.parse(campaign.content().kakao().orElseThrow().content())
                .fields();
    }

    @Override
    public Written write(UUID id, Campaign campaign, Values values, Links links) {
        var template = campaign.content().kakao().orElseThrow();
        var message = campaign.blocks(Optional.empty(), fields(campaign)).contains(Block.CART)
                ? KakaoRenderer.renderWithCart(template, values, links::click, config.labelInText())
                : KakaoRenderer.render(template, values, links::click, config.labelInText());
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
        var body = json.createObjectNode()
                .put("chatBubbleType", message.type().name())
                .put("content", message.content())
                .put("targeting", message.targeting().name());
        shop.optOut080().ifPresent(number -> body.put("unsubscribeNo", number));
        message.image().ifPresent(image -> {
            var entry = body.putObject("image").put("imageUrl", image.imageUrl());
            image.imageLink().ifPresent(link -> entry.put("imageLink", link));
        });
        for (var button : message.buttons()) {
            var entry = body.withArray("buttons")
                    .addObject()
                    .put("name", button.name())
                    .put("type", button.type().name());
            button.linkMo().ifPresent(link -> entry.put("linkMo", link));
            button.linkPc().ifPresent(link -> entry.put("linkPc", link));
        }
        message.coupon()
                .ifPresent(coupon -> body.putObject("coupon")
                        .put("title", coupon.title())
                        .put("description", coupon.description())
                        .put("linkMo", coupon.linkMo()));
        return body;
    }
}
