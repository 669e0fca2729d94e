package io.danggol.profile.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.danggol.chassis.imports.ImportProgress;
import java.util.UUID;

/// How far an import has come.
///
/// @param kind `customers`, `consents` or `orders`
/// @param rows rows of the file; empty lines are none
/// @param done rows that were taken in
/// @param failed rows that were refused
/// @param errors the first hundred refused rows, `{row, errors:[{pointer, detail}]}`; they hold no values
record Import(UUID id, String kind, ImportProgress.State state, int rows, int done, int failed, JsonNode errors) {}
