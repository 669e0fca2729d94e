package io.danggol.campaign.plan;

import io.danggol.campaign.Channel;
import io.danggol.campaign.kakao.KakaoContent;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a campaign says on each of its channels. Texts are templates (see
/// [Template][io.danggol.campaign.content.Template]).
public record Content(Optional<Email> email, Optional<KakaoContent> kakao, Optional<Onsite> onsite) {
    public static final Content NONE = new Content(Optional.empty(), Optional.empty(), Optional.empty());

    /// An e-mail: `mjml` or `text` or both; what is missing is made from the other.
    ///
    /// @param blocks the products below the words; absent: see [Campaign#blocks]
    public record Email(String subject, Optional<String> mjml, Optional<String> text, Optional<Set<Block>> blocks) {}

    /// Products that stand below the words of a message.
    public enum Block {
        CART,
        RECOMMENDATIONS
    }

    /// A message on the shop's pages.
    ///
    /// @param pageUrl where it shows: a path with `*` for any characters; absent means everywhere
    /// @param on the trigger that the page names when it asks; absent means any
    /// @param actions what the visitor can press
    public record Onsite(
            Form form,
            String title,
            String body,
            Optional<String> pageUrl,
            Optional<String> on,
            List<Action> actions,
            Optional<String> placement) {
        public Onsite {
            actions = List.copyOf(actions);
        }
    }

    /// How an on-site message looks.
    public enum Form {
        POPUP,
        BAR,
        TOAST,
        INLINE
    }

    /// A button with its target.
    public record Action(String text, String url) {}

    /// The channels that have something to say.
    public Set<Channel> channels() {
        var channels = EnumSet.noneOf(Channel.class);
        if (email.isPresent()) channels.add(Channel.EMAIL);
        if (kakao.isPresent()) channels.add(Channel.KAKAO);
        if (onsite.isPresent()) channels.add(Channel.ONSITE);
        return channels;
    }
}
