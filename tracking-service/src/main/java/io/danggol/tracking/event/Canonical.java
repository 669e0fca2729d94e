package io.danggol.tracking.event;

import io.danggol.contracts.StorefrontEvent;
import io.danggol.contracts.StorefrontEvent.Utm;
import io.danggol.tracking.origin.Channel;
import io.danggol.tracking.origin.Device;
import io.danggol.tracking.text.CleanText;
import io.danggol.tracking.text.Mask;
import io.danggol.tracking.text.PageUrl;
import java.time.Instant;
import java.util.Objects;

/// The form in which an event goes to the log: one for all senders, without anything that names a person.
final class Canonical {
    private static final Utm NO_UTM = new Utm(null, null, null, null, null);
    private static final StorefrontEvent.Context NO_CONTEXT =
            new StorefrontEvent.Context(null, null, null, null, null, null, null);

    private Canonical() {}

    /// @param customer keyed hash of the proven customer id; null if none was proven
    static StorefrontEvent of(Draft draft, String customer, Instant occurredAt, Arrival arrival) {
        return new StorefrontEvent(
                draft.id(),
                arrival.sender().source(),
                draft.name(),
                draft.visitorId(),
                customer,
                draft.sessionId(),
                draft.sessionNumber(),
                occurredAt,
                arrival.at(),
                new StorefrontEvent.Consent(draft.analytics(), draft.personalization()),
                context(draft.scene(), arrival),
                draft.currency(),
                draft.value(),
                draft.items(),
                draft.params());
    }

    private static StorefrontEvent.Context context(Draft.Scene scene, Arrival arrival) {
        var userAgent = arrival.sender() == Sender.BROWSER ? arrival.userAgent() : null;
        var page = scene.pageUrl() == null ? null : PageUrl.of(scene.pageUrl());
        var referrer = scene.referrer() == null ? null : PageUrl.of(scene.referrer());
        var utm = utm(scene.utm(), page);
        var channel = Channel.of(page, referrer, orEmpty(utm.source()), orEmpty(utm.medium()), userAgent);
        var device = Device.of(userAgent);
        var context = new StorefrontEvent.Context(
                text(page),
                scene.pageTitle(),
                text(referrer),
                scene.locale(),
                utm.equals(NO_UTM) ? null : utm,
                channel,
                device == null ? null : device.label());
        return context.equals(NO_CONTEXT) ? null : context;
    }

    /// What the sender says, else what the page's address says.
    private static Utm utm(Utm said, PageUrl page) {
        if (page == null || !said.equals(NO_UTM)) return said;
        return new Utm(
                param(page, "utm_source"),
                param(page, "utm_medium"),
                param(page, "utm_campaign"),
                param(page, "utm_term"),
                param(page, "utm_content"));
    }

    private static String param(PageUrl page, String name) {
        var value = page.param(name);
        return value.isBlank() ? null : Mask.of(CleanText.of(value));
    }

    private static String text(PageUrl url) {
        return url == null || url.toString().isEmpty() ? null : url.toString();
    }

    private static String orEmpty(String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
