package io.danggol.campaign.kakao;

import io.danggol.campaign.content.Field;
import io.danggol.campaign.content.Template;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// A Kakao Brand Message in free form, as a template or filled in.
///
/// @param targeting who may get it: `I` requested people who are friends of the channel; `M`, `N` also others
public record KakaoContent(Targeting targeting, Bubble bubble) {
    /// Whom the provider delivers to.
    public enum Targeting {
        I,
        M,
        N
    }

    /// The fields that a template needs: those that its words name, and the products that it shows.
    public Set<Field> fields() {
        var fields = new HashSet<Field>();
        bubble.texts().forEach(text -> fields.addAll(Template.parse(text).fields()));
        if (bubble instanceof Bubble.FromShelf shelf)
            fields.add(
                    switch (shelf.source()) {
                        case CART -> Field.CART;
                        case RECOMMENDATIONS -> Field.RECOMMENDATIONS;
                    });
        return fields;
    }

    /// Its words, a line each.
    public String text() {
        return bubble.texts().collect(Collectors.joining("\n"));
    }
}
