package io.danggol.campaign;

import io.danggol.contracts.ConsentsChanged;
import io.danggol.contracts.ErasureOrdered;
import io.danggol.contracts.ErasureReceipt;
import io.danggol.contracts.MessageEvent;
import io.danggol.contracts.Product;
import io.danggol.contracts.ProfileMessage;
import io.danggol.contracts.SegmentMembership;
import io.danggol.contracts.StorefrontEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// The messages that are read from and written to the log as JSON, for a native build.
@RegisterForReflection(
        targets = {
            ConsentsChanged.class,
            ConsentsChanged.State.class,
            ErasureOrdered.class,
            ErasureReceipt.class,
            MessageEvent.class,
            MessageEvent.Kind.class,
            Product.class,
            ProfileMessage.EventRecorded.class,
            ProfileMessage.EventMoved.class,
            ProfileMessage.ProfileChanged.class,
            ProfileMessage.ProfileMerged.class,
            ProfileMessage.ProfileUnmerged.class,
            ProfileMessage.Traits.class,
            ProfileMessage.CategoryShare.class,
            ProfileMessage.CartItem.class,
            SegmentMembership.class,
            SegmentMembership.Cause.class,
            StorefrontEvent.class,
            StorefrontEvent.Consent.class,
            StorefrontEvent.Context.class,
            StorefrontEvent.Utm.class,
            StorefrontEvent.Item.class
        })
final class NativeTypes {
    private NativeTypes() {}
}
