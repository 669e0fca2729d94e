package io.danggol.simulators.kakao.template;

import java.time.Instant;
import java.util.Map;

/// A registered template: a bubble with `#{variables}`.
///
/// @param fields the bubble's fields as they were registered, empty prices replaced by their fixed variables
/// @param updatedAt null while it is as it was registered
public record Template(
        String code,
        String name,
        String chatBubbleType,
        boolean adult,
        Map<String, Object> fields,
        Instant createdAt,
        Instant updatedAt) {}
