package io.danggol.profile.archive;

import io.danggol.profile.person.ProfileRow;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What a committed batch made of its records, so that it can be said without being read again.
///
/// @param first the position of each partition's first record
/// @param next the position behind each partition's last record
/// @param events by partition and position
/// @param profiles those whose new state it knows, each under the revision that it was stored with
record Folded(
        Map<Integer, Long> first, Map<Integer, Long> next, List<Recorded> events, Map<UUID, ProfileRow> profiles) {}
