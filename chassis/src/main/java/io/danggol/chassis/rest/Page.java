package io.danggol.chassis.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// One page of a list.
///
/// @param nextCursor what to pass as `cursor` for the next page; null on the last one
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(List<T> items, String nextCursor) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 500;
}
