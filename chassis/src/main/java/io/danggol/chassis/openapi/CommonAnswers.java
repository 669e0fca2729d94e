package io.danggol.chassis.openapi;

import io.danggol.chassis.problem.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jboss.jandex.IndexView;

/// Adds to the OpenAPI document what holds for calls alike: the credentials of a storefront, and the problems that
/// follow from what a call has. A body may be malformed, too large or of the wrong shape, credentials may be missing
/// or not enough, what a path names may not be there, a store may be away. What is particular to a call stands at its
/// method, as an annotation.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class CommonAnswers implements OASFilter {
    private static final String CREATED = "201";
    private static final String LOCATION = "Location";
    private static final String RETRY_AFTER = "Retry-After";

    private final StorefrontSecurity storefronts;

    public CommonAnswers(IndexView index) {
        this.storefronts = new StorefrontSecurity(index);
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        storefronts.describe(document);
        document.getComponents()
                .addHeader(
                        LOCATION,
                        OASFactory.createHeader()
                                .description("Where to find it")
                                .schema(OASFactory.createSchema()
                                        .addType(SchemaType.STRING)
                                        .format("uri-reference")))
                .addHeader(
                        RETRY_AFTER,
                        OASFactory.createHeader()
                                .description("Seconds to wait before the next try")
                                .schema(OASFactory.createSchema().addType(SchemaType.INTEGER)));
        document.getPaths()
                .getPathItems()
                .values()
                .forEach(item -> item.getOperations().forEach(CommonAnswers::complete));
    }

    private static void complete(HttpMethod method, Operation operation) {
        var answers = operation.getResponses();
        var body = operation.getRequestBody() != null;
        var secured = operation.getSecurity() != null;
        // Who puts what is not there makes it.
        var makes = method == HttpMethod.PUT && answers.hasAPIResponse(CREATED);
        add(answers, "400", "Malformed, or a parameter is not as expected", body || has(operation, In.QUERY));
        add(answers, "401", "No credentials, or bad ones", secured);
        add(answers, "403", "Not allowed with these credentials", secured);
        add(answers, "404", "Nothing is there", has(operation, In.PATH) && !makes);
        add(answers, "413", "The body is too large", body);
        add(answers, "422", "The body is not as expected, see errors", body);
        add(answers, "503", "Cannot be done now, try again", true);
        var created = answers.getAPIResponse(CREATED);
        if (makes && created.getContent() == null)
            created.setContent(answers.getAPIResponse("200").getContent());
        if (method == HttpMethod.POST && created != null) created.addHeader(LOCATION, header(LOCATION));
        answers.getAPIResponses().forEach(CommonAnswers::complete);
        answers.setAPIResponses(new TreeMap<>(answers.getAPIResponses()));
    }

    private static boolean has(Operation operation, In where) {
        return Optional.ofNullable(operation.getParameters()).orElse(List.of()).stream()
                .map(Parameter::getIn)
                .anyMatch(Predicate.isEqual(where));
    }

    private static void add(APIResponses answers, String status, String description, boolean possible) {
        if (possible && !answers.hasAPIResponse(status))
            answers.addAPIResponse(status, OASFactory.createAPIResponse().description(description));
    }

    private static void complete(String status, APIResponse answer) {
        if (status.compareTo("400") >= 0 && answer.getContent() == null) answer.setContent(problem());
        if (status.equals("429") || status.equals("503")) answer.addHeader(RETRY_AFTER, header(RETRY_AFTER));
    }

    private static Header header(String name) {
        return OASFactory.createHeader().ref(name);
    }

    private static Content problem() {
        return OASFactory.createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("Problem")));
    }
}
