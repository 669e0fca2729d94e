package io.danggol.campaign.kakao;

import java.util.List;
import java.util.Optional;

/// A Kakao Brand Message in free form, as a template or filled in.
///
/// @param content the text
/// @param targeting who may get it: `I` requested people who are friends of the channel; `M`, `N` also others
/// @param image only for the types that show one
public record KakaoContent(
        BubbleType type,
        String content,
        Targeting targeting,
        Optional<Image> image,
        List<Button> buttons,
        Optional<Coupon> coupon) {
    public KakaoContent {
        buttons = List.copyOf(buttons);
    }

    /// The bubble types that we send. NHN knows five more.
    public enum BubbleType {
        TEXT,
        IMAGE,
        WIDE
    }

    /// Whom the provider delivers to.
    public enum Targeting {
        I,
        M,
        N
    }

    /// A picture that was uploaded at the provider.
    public record Image(String imageUrl, Optional<String> imageLink) {}

    /// A button: WL opens a web page, AC adds the channel.
    public record Button(String name, ButtonType type, Optional<String> linkMo, Optional<String> linkPc) {}

    /// The button types that we send.
    public enum ButtonType {
        WL,
        AC
    }

    /// A coupon element; its title has one of five forms.
    public record Coupon(String title, String description, String linkMo) {}

    /// The same message with other words and links.
    KakaoContent with(String text, Optional<Image> newImage, List<Button> newButtons, Optional<Coupon> newCoupon) {
        return new KakaoContent(type, text, targeting, newImage, newButtons, newCoupon);
    }
}
