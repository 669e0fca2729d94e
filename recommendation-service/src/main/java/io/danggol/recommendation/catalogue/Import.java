package io.danggol.recommendation.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/// How far an import has come.
///
/// @param rows products in the file; lines without text are none, nor is a first one with the names of columns
/// @param done products that the catalogue has taken
/// @param failed products that were refused
/// @param errors the first hundred refused rows, each with what is wrong with it
record Import(UUID id, State state, int rows, int done, int failed, JsonNode errors) {
    enum State {
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("done")
        DONE
    }
}
