package io.danggol.chassis.imports;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/// How far an import has come.
///
/// @param rows rows of the file; empty lines are none
/// @param done rows that were taken in
/// @param failed rows that were refused
/// @param errors the first hundred refused rows, `{row, errors:[{pointer, detail}]}`; they hold no values
public record ImportProgress(UUID id, State state, int rows, int done, int failed, JsonNode errors) {
    public enum State {
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("done")
        DONE
    }
}
