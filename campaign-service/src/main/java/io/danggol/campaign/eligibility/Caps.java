package io.danggol.campaign.eligibility;

import io.danggol.campaign.plan.FrequencyCap;
import java.time.Duration;
import java.util.Optional;

/// The limits that hold for all campaigns together.
///
/// @param overall messages to one person, all campaigns and channels together; empty for no limit
/// @param patience how long a message may be put off, from the moment it was first due; then it is dropped
public record Caps(Optional<FrequencyCap> overall, Duration patience) {}
