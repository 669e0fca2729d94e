package io.danggol.chassis.log;

import io.danggol.contracts.ConsentsChanged;
import io.danggol.contracts.ErasureOrdered;
import io.danggol.contracts.ErasureReceipt;
import io.danggol.contracts.MessageEvent;
import io.danggol.contracts.Product;
import io.danggol.contracts.ProfileMessage;
import io.danggol.contracts.RejectedEvent;
import io.danggol.contracts.SegmentMembership;
import io.danggol.contracts.StorefrontEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// What is read from the log and written to it as JSON, for native builds of all services.
@RegisterForReflection(
        targets = {
            ConsentsChanged.class,
            ConsentsChanged.State.class,
            ErasureOrdered.class,
            ErasureReceipt.class,
            MessageEvent.class,
            MessageEvent.Kind.class,
            Product.class,
            ProfileMessage.CartItem.class,
            ProfileMessage.CategoryShare.class,
            ProfileMessage.ClockAdvanced.class,
            ProfileMessage.EventMoved.class,
            ProfileMessage.EventRecorded.class,
            ProfileMessage.ProfileChanged.class,
            ProfileMessage.ProfileMerged.class,
            ProfileMessage.ProfileUnmerged.class,
            ProfileMessage.Traits.class,
            RejectedEvent.class,
            SegmentMembership.class,
            SegmentMembership.Cause.class,
            StorefrontEvent.class,
            StorefrontEvent.Consent.class,
            StorefrontEvent.Context.class,
            StorefrontEvent.Item.class,
            StorefrontEvent.Utm.class
        })
final class MessageTypes {
    private MessageTypes() {}
}
