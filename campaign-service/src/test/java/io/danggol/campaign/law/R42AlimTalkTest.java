package io.danggol.campaign.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.danggol.campaign.Channel;
import org.junit.jupiter.api.Test;

/// An advertisement never goes by AlimTalk: there is no such channel to send it by.
class R42AlimTalkTest {
    @Test
    void thereIsNoWayToSendByAlimTalk() {
        assertThat(Channel.named("alimtalk")).isEmpty();
        assertThat(Channel.values()).extracting(Channel::wire).containsExactly("email", "kakao", "onsite");
    }
}
