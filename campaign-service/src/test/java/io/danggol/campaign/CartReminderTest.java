package io.danggol.campaign;

import static io.danggol.campaign.Channel.EMAIL;
import static io.danggol.campaign.Channel.KAKAO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.danggol.local.testing.SuiteServers;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = SuiteServers.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = World.class, scope = TestResourceScope.GLOBAL)
@TestSecurity(
        user = "someone",
        roles = {"marketer", "analyst"})
class CartReminderTest {
    @Inject
    Scene scene;

    @Test
    void whoLeavesACartGetsOneMailAndOneKakaoMessageWithTheVeryProducts() {
        scene.triggered("cart-1", "cart-1", "[\"kakao\",\"email\"]", "");
        var kim = scene.customer();
        scene.product("P1", "하늘색 구두", 39_000);
        scene.product("P2", "털 슬리퍼", 12_000);
        scene.cart(kim.id(), "P1", "P2");
        scene.consents(kim, EMAIL, KAKAO);

        scene.enters(kim.id(), "cart-1");

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(World.mails(kim.email())).hasSize(1);
            assertThat(World.kakao(kim.phone())).hasSize(1);
        });
        var mail = World.mails(kim.email()).getFirst();
        assertThat(mail.path("subject").asText()).isEqualTo("(광고) " + kim.name() + "님, 하늘색 구두가 기다려요");
        assertThat(mail.path("html").asText()).contains("하늘색 구두", "털 슬리퍼", "39,000원", "가죽 로퍼");
        var message = World.kakao(kim.phone()).getFirst();
        assertThat(message.path("content").asText()).contains("장바구니에 2개", "하늘색 구두", "털 슬리퍼");
    }
}
