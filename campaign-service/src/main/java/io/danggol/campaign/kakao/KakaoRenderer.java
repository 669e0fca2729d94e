package io.danggol.campaign.kakao;

import io.danggol.campaign.content.Field;
import io.danggol.campaign.content.Template;
import io.danggol.campaign.content.Text;
import io.danggol.campaign.content.Values;
import java.util.function.UnaryOperator;

/// Fills a Brand Message in for one person.
public final class KakaoRenderer {
    private static final String LABEL = "(광고) ";

    private KakaoRenderer() {}

    /// The message with the products of the cart below its words, where both fit.
    public static KakaoContent renderWithCart(
            KakaoContent template, Values values, UnaryOperator<String> link, boolean label) {
        if (values.cart().isEmpty()) return render(template, values, link, label);
        var longer = render(
                template.with(
                        template.content() + "\n\n{" + Field.CART_SECTION.path() + "}",
                        template.image(),
                        template.buttons(),
                        template.coupon()),
                values,
                link,
                label);
        return KakaoLimits.check(longer).isEmpty() ? longer : render(template, values, link, label);
    }

    /// The message with its values, its links led through `link`.
    ///
    /// @param label whether the text itself begins with (광고); Kakao shows it beside the sender's name in any case
    public static KakaoContent render(KakaoContent template, Values values, UnaryOperator<String> link, boolean label) {
        var words = Text.withoutLinks(Template.parse(template.content()), values);
        return template.with(
                label ? LABEL + words : words,
                template.image()
                        .map(image -> new KakaoContent.Image(
                                image.imageUrl(), image.imageLink().map(link))),
                template.buttons().stream()
                        .map(button -> new KakaoContent.Button(
                                button.name(),
                                button.type(),
                                button.linkMo().map(link),
                                button.linkPc().map(link)))
                        .toList(),
                template.coupon()
                        .map(coupon -> new KakaoContent.Coupon(
                                coupon.title(), coupon.description(), link.apply(coupon.linkMo()))));
    }
}
