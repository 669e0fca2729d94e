package io.danggol.chassis.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// An error answer, RFC 9457 `application/problem+json`.
///
/// @param type a URI that names the kind of problem: [#TYPES] and a slug
/// @param title the kind of problem in words, the same for all of its kind
/// @param detail what went wrong this time; holds no personal data
/// @param instance the path that was asked
/// @param errors the places in a bad body; null where none is known
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Problem")
public record Problem(String type, String title, int status, String detail, String instance, List<Error> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";
    public static final String TYPES = "https://danggol.io/problems/";

    /// One fault of a body.
    ///
    /// @param pointer where, as a JSON Pointer (RFC 6901)
    @Schema(name = "ProblemError")
    public record Error(String pointer, String detail) {}

    public static Problem of(int status, String slug, String title, String detail) {
        return new Problem(TYPES + slug, title, status, detail, null, null);
    }

    public Problem withErrors(List<Error> errors) {
        return new Problem(type, title, status, detail, instance, errors.isEmpty() ? null : errors);
    }

    public Problem at(String instance) {
        return new Problem(type, title, status, detail, instance, errors);
    }
}
