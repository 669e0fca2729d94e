package io.danggol.profile.consent;

import java.time.Instant;
import java.util.Optional;

/// What somebody decided, and how we know.
///
/// @param visitor the browser that it binds; empty: it binds the person
/// @param at when it was decided
/// @param wording version of the text that was shown
/// @param place where it was decided, such as `checkout`
/// @param by how it came to us: `browser`, `customer`, `unsubscribe`, `import`; `recovery`: from the log, after a
/// restore of the database
public record Decision(
        Optional<String> visitor,
        Permission permission,
        boolean granted,
        Instant at,
        Optional<String> wording,
        Optional<String> place,
        String by) {}
