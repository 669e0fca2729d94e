package io.danggol.contracts;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Every topic of the suite. Keys, writers and bodies: the messages of this package say theirs.
public final class Topics {
    /// [StorefrontEvent]s that tracking accepted; key: visitor id, else `customer:<keyed hash>`.
    public static final Topic STOREFRONT_EVENTS = Topic.kept("storefront-events", 7);

    /// [RejectedEvent]s, masked; key as above.
    public static final Topic REJECTED_EVENTS = Topic.kept("storefront-events.rejected", 30);

    /// [ProfileMessage]s; key: profile id.
    public static final Topic PROFILE_EVENTS = Topic.kept("profile-events", 7);

    /// [ConsentsChanged]; key: profile id.
    public static final Topic CONSENTS = Topic.compacted("consents", Duration.ZERO);

    /// [ErasureOrdered]; key: request id. Read to its end before any other topic.
    public static final Topic ERASURES = Topic.compacted("erasures", Duration.ZERO);

    /// [ErasureReceipt]; key: profile id.
    public static final Topic ERASURE_RECEIPTS = Topic.kept("erasure-receipts", 30);

    /// [SegmentMembership]; key: `<profile id>:<segment key>`.
    public static final Topic SEGMENT_MEMBERSHIPS = Topic.compacted("segment-memberships", Duration.ofDays(7));

    /// [Product]; key: item id; null when the product was deleted.
    public static final Topic PRODUCTS = Topic.compacted("products", Duration.ZERO);

    /// [MessageEvent]; key: profile id.
    public static final Topic MESSAGE_EVENTS = Topic.kept("message-events", 30);

    private static final List<Topic> LIVE = List.of(
            STOREFRONT_EVENTS,
            REJECTED_EVENTS,
            PROFILE_EVENTS,
            CONSENTS,
            ERASURES,
            ERASURE_RECEIPTS,
            SEGMENT_MEMBERSHIPS,
            PRODUCTS,
            MESSAGE_EVENTS);

    /// All topics, those for dead letters included, in a fixed order.
    public static final List<Topic> ALL = Stream.concat(
                    LIVE.stream(),
                    LIVE.stream().filter(topic -> topic != REJECTED_EVENTS).map(Topic::dead))
            .toList();

    private Topics() {}
}
