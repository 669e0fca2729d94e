package io.danggol.profile.consent;

import java.util.Optional;

/// A decision as it stands, and what its entry in the ledger says of how it was made.
///
/// @param wording version of the text that was shown
/// @param place where it was decided
record Held(Standing standing, Optional<String> wording, Optional<String> place) {}
