package io.danggol.campaign.plan;

import io.danggol.campaign.ShopConfig;
import io.danggol.campaign.audience.Memberships;
import io.danggol.campaign.kakao.KakaoConfig;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What this deployment can do, for the check of a campaign.
@Singleton
class Setups {
    private final ShopConfig shop;
    private final KakaoConfig kakao;
    private final Memberships memberships;
    private final String publicUrl;

    Setups(
            ShopConfig shop,
            KakaoConfig kakao,
            Memberships memberships,
            @ConfigProperty(name = "danggol.public-url") String publicUrl) {
        this.shop = shop;
        this.kakao = kakao;
        this.memberships = memberships;
        this.publicUrl = publicUrl;
    }

    Uni<Preflight.Setup> of(Campaign campaign) {
        return memberships
                .known(campaign.segments())
                .map(known -> new Preflight.Setup(
                        shop.sender(),
                        shop.optOut080().orElse(""),
                        publicUrl,
                        kakao.ready(),
                        Set.copyOf(kakao.targetings()),
                        known));
    }
}
