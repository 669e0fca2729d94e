package io.danggol.shop.crowd;

import io.danggol.shop.customer.Customer;
import io.danggol.shop.suite.Messages.Marketing;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One of the crowd.
///
/// @param number 0, 1, 2 … in the crowd
/// @param visitorIds one a device, the usual one first
/// @param customer their account at the shop, where they have one
/// @param tastes first-level categories, the dearest first
/// @param analytics whether their browsers may be counted
/// @param personalization whether what they do may choose what they see
/// @param marketing the marketing consents they gave; only customers give any
public record Shopper(
        int number,
        Intent intent,
        List<String> visitorIds,
        Optional<Customer> customer,
        List<String> tastes,
        Channel channel,
        boolean analytics,
        boolean personalization,
        Set<Marketing> marketing) {}
