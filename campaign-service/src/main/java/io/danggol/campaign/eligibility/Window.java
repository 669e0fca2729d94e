package io.danggol.campaign.eligibility;

import io.danggol.campaign.Channel;
import io.danggol.campaign.Seoul;
import java.time.Instant;
import java.time.LocalTime;

/// Hours in which a channel is closed to advertisements, Seoul time. The first minute is closed, the last is open.
enum Window {
    /// 21:00 to 08:00: needs the person's separate night consent.
    ///
    /// Source: Network Act (정보통신망법) art. 50(3); its Enforcement Decree art. 61(2) exempts e-mail.
    NIGHT(LocalTime.of(21, 0), LocalTime.of(8, 0)),

    /// 20:50 to 08:00: Kakao delivers no Brand Message, whatever the person allows.
    ///
    /// Source: NHN Cloud, Brand Message overview; result code 3022.
    KAKAO(LocalTime.of(20, 50), LocalTime.of(8, 0));

    private final LocalTime closes;
    private final LocalTime opens;

    Window(LocalTime closes, LocalTime opens) {
        this.closes = closes;
        this.opens = opens;
    }

    /// Whether it closes `channel` at `at`.
    boolean covers(Channel channel, Instant at) {
        var time = Seoul.time(at);
        return channel == Channel.KAKAO && (!time.isBefore(closes) || time.isBefore(opens));
    }

    /// When it opens after `at`.
    Instant opensAfter(Instant at) {
        return Seoul.next(opens, at);
    }
}
