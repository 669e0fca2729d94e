package io.danggol.simulators.kakao.bubble;

import java.util.List;

/// The four links that buttons, coupons, items and tails may carry.
final class Links {
    private static final List<String> WEB = List.of("linkMo", "linkPc");
    private static final List<String> APP = List.of("schemeAndroid", "schemeIos");

    private Links() {}

    /// Checks length and scheme of the links that are there.
    static void check(Fields fields, Purpose purpose) {
        for (var key : WEB) {
            var link = length(fields, key, purpose);
            if (link != null && !Texts.web(link, purpose)) throw Refused.linkScheme();
        }
        for (var key : APP) length(fields, key, purpose);
    }

    static boolean any(Fields fields) {
        return WEB.stream().anyMatch(fields::has) || APP.stream().anyMatch(fields::has);
    }

    private static String length(Fields fields, String key, Purpose purpose) {
        var link = fields.text(key);
        if (link != null && link.length() > purpose.linkLength())
            throw Refused.tooLong(fields.name(key), purpose.linkLength());
        return link;
    }
}
