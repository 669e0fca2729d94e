package io.danggol.campaign.onsite;

import io.danggol.campaign.content.Field;
import io.danggol.campaign.content.Template;
import io.danggol.campaign.eligibility.Holdout;
import io.danggol.campaign.plan.Campaign;
import io.danggol.campaign.plan.Content.Onsite;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Whether a page shows an on-site message to who is looking at it.
final class OnsiteEligibility {
    private OnsiteEligibility() {}

    /// Who is looking, and at what.
    ///
    /// @param personalizes whether anything that is known of the person may be used
    /// @param segments of the person; empty when nothing may be used
    /// @param cartEmpty whether nothing lies in the cart
    /// @param pageUrl blank when the page did not say
    /// @param trigger what made the page ask; blank when it did not say
    record Look(
            UUID person,
            boolean personalizes,
            Set<String> segments,
            boolean cartEmpty,
            String pageUrl,
            String trigger) {}

    /// Decides from its arguments alone, but for how often it was shown.
    static boolean fits(Campaign campaign, Look look, Instant now) {
        var message = campaign.content().onsite().orElseThrow();
        if (!campaign.schedule().begun(now) || campaign.schedule().over(now)) return false;
        if (message.on().filter(on -> !on.equals(look.trigger())).isPresent()) return false;
        if (message.pageUrl()
                .filter(page -> !new PagePattern(page).matches(look.pageUrl()))
                .isPresent()) return false;
        if (personal(campaign) && !look.personalizes()) return false;
        if (!look.segments().containsAll(campaign.segments())) return false;
        if (look.cartEmpty() && speaksOfCart(fields(message))) return false;
        return !Holdout.covers(campaign.key(), look.person(), campaign.holdout());
    }

    /// Whether it may be shown once more after these times.
    static boolean notTooOften(Campaign campaign, Collection<Instant> shown, Instant now) {
        return campaign.cap().map(cap -> cap.freeAt(shown, now).isEmpty()).orElse(true);
    }

    /// Whether it is chosen or worded by what is known of the person.
    static boolean personal(Campaign campaign) {
        return !campaign.segments().isEmpty()
                || fields(campaign.content().onsite().orElseThrow()).stream().anyMatch(Field::personal);
    }

    static Set<Field> fields(Onsite message) {
        var fields = new HashSet<Field>();
        texts(message).forEach(text -> fields.addAll(Template.parse(text).fields()));
        return fields;
    }

    private static List<String> texts(Onsite message) {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(message.title(), message.body()),
                        message.actions().stream().map(action -> action.text()))
                .toList();
    }

    private static boolean speaksOfCart(Set<Field> fields) {
        return fields.stream().anyMatch(Field::ofCart);
    }
}
