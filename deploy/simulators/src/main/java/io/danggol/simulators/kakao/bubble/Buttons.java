package io.danggol.simulators.kakao.bubble;

import java.util.List;
import java.util.Set;

/// The buttons of a bubble or of a card.
final class Buttons {
    private static final Set<String> BIZ_FORM_NAMES = Set.of("톡에서 예약하기", "톡에서 설문하기", "톡에서 응모하기");
    private static final Set<String> SENT = Set.of("WL", "AL", "BK", "MD", "BC", "BT", "BF", "AC");
    private static final Set<String> REGISTERED = Set.of("WL", "AL", "BK", "MD", "BT", "AC");
    private static final Set<String> ON_A_CARD = Set.of("WL", "AL", "AC");

    private Buttons() {}

    static void check(BubbleType type, Purpose purpose, Fields holder) {
        var buttons = holder.list("buttons");
        var most = type.buttons(holder.has("coupon"));
        if (buttons.size() > most) throw Refused.button("at most " + most + " buttons");
        for (int i = 0; i < buttons.size(); i++) check(type, purpose, buttons, i);
        if (countAddChannel(buttons) > 1) throw Refused.addChannelOnce();
    }

    static long countAddChannel(List<Fields> buttons) {
        return buttons.stream()
                .filter(button -> "AC".equals(button.text("type")))
                .count();
    }

    private static void check(BubbleType type, Purpose purpose, List<Fields> buttons, int place) {
        var button = buttons.get(place);
        var kind = button.text("type");
        if (kind == null) throw Refused.button("type is empty");
        if (!allowed(type, purpose).contains(kind)) throw Refused.buttonType(kind);
        checkName(type, button);
        Links.check(button, purpose);
        switch (kind) {
            case "WL" -> {
                if (!button.has("linkMo")) throw Refused.linkNeeds("WL", "linkMo");
            }
            case "AL" -> {
                var links = List.of("schemeAndroid", "schemeIos", "linkMo").stream()
                        .filter(button::has)
                        .count();
                if (links < 2) throw Refused.appLinkNeedsTwo();
            }
            case "BF" -> {
                if (!button.has("bizFormKey")) throw Refused.linkNeeds("BF", "bizFormKey");
                if (!BIZ_FORM_NAMES.contains(button.text("name"))) throw Refused.buttonName(button.text("name"));
                if (place > 0) throw Refused.bizFormFirst();
            }
            case "AC" -> {
                if (!"채널 추가".equals(button.text("name"))) throw Refused.addChannelName();
                if (type.stacked() && place > 0) throw Refused.addChannelFirst();
                if (!type.stacked() && place < buttons.size() - 1) throw Refused.addChannelLast();
            }
            default -> {
                // bot keyword, message, chat and bot buttons need nothing but their name
            }
        }
    }

    private static void checkName(BubbleType type, Fields button) {
        var name = button.text("name");
        if (name == null || name.isBlank()) throw Refused.noButtonName();
        if (Texts.hasVariable(name)) throw Refused.variableInButtonName();
        if (name.length() > type.buttonName()) throw Refused.tooLong(button.name("name"), type.buttonName());
    }

    private static Set<String> allowed(BubbleType type, Purpose purpose) {
        if (type.carousel()) return ON_A_CARD;
        return switch (purpose) {
            case SEND -> SENT;
            case TEMPLATE -> REGISTERED;
        };
    }
}
