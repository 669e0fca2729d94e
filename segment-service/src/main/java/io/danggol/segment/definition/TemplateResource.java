package io.danggol.segment.definition;

import io.danggol.chassis.rest.Page;
import io.danggol.segment.condition.ConditionWriter;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The ready segments, as they are drawn up on the first start.
@Path("/v1/segment-templates")
@RolesAllowed({"analyst", "marketer"})
class TemplateResource {

    /// A ready segment.
    ///
    /// @param parameters what is put in for `<…>` in key and condition; null if nothing is
    record Template(
            String key, String name, String description, Map<String, Object> condition, List<String> parameters) {}

    @GET
    public Page<Template> list(
            @QueryParam("limit") @DefaultValue("" + Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") String cursor) {
        var lovers = ReadySegments.lovers(ReadySegments.CATEGORY);
        var parameterised = new Template(
                "category-lover-" + ReadySegments.CATEGORY,
                lovers.name(),
                lovers.description(),
                ConditionWriter.write(lovers.condition()),
                List.of("category"));
        return Page.of(
                Stream.concat(
                                ReadySegments.all().stream()
                                        .map(each -> new Template(
                                                each.key(),
                                                each.name(),
                                                each.description(),
                                                ConditionWriter.write(each.condition()),
                                                null)),
                                Stream.of(parameterised))
                        .toList(),
                limit,
                cursor,
                Template::key);
    }
}
