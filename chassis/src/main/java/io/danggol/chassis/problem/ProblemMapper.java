package io.danggol.chassis.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/// Turns whatever ends a request early into a [Problem].
class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    RestResponse<Problem> refusal(Refusal refusal, UriInfo uri) {
        return refusal.retryAfter() == 0
                ? answer(refusal.problem(), uri)
                : builder(refusal.problem(), uri)
                        .header(HttpHeaders.RETRY_AFTER, refusal.retryAfter())
                        .build();
    }

    @ServerExceptionMapper
    RestResponse<Problem> wrongShape(MismatchedInputException e, UriInfo uri) {
        return badBody(e, uri);
    }

    @ServerExceptionMapper
    RestResponse<Problem> invalid(ConstraintViolationException e, UriInfo uri) {
        var errors = e.getConstraintViolations().stream()
                .map(violation -> new Problem.Error(pointer(violation), violation.getMessage()))
                .toList();
        var inBody = errors.stream().anyMatch(error -> error.pointer().indexOf('/', 1) > 0);
        var problem = inBody
                ? Problem.of(422, "invalid-body", "The body is not as expected", "see errors")
                : Problem.of(400, "invalid-parameter", "A parameter is not as expected", "see errors");
        return answer(
                problem.withErrors(
                        errors.stream().map(ProblemMapper::withoutParameter).toList()),
                uri);
    }

    @ServerExceptionMapper
    RestResponse<Problem> unauthenticated(UnauthorizedException e, UriInfo uri) {
        return unauthorized(uri);
    }

    @ServerExceptionMapper
    RestResponse<Problem> badCredentials(AuthenticationFailedException e, UriInfo uri) {
        return unauthorized(uri);
    }

    @ServerExceptionMapper
    RestResponse<Problem> forbidden(ForbiddenException e, UriInfo uri) {
        return answer(Problem.of(403, "forbidden", "Not allowed", "this call needs another role"), uri);
    }

    @ServerExceptionMapper
    RestResponse<Problem> issuerAway(OIDCException e, UriInfo uri) {
        return builder(Problem.of(503, "issuer-away", "Cannot check credentials now", "try again soon"), uri)
                .header(HttpHeaders.RETRY_AFTER, 1)
                .build();
    }

    @ServerExceptionMapper
    RestResponse<Problem> http(WebApplicationException e, UriInfo uri) {
        var tooLarge = BodyTooLarge.in(e);
        if (tooLarge != null) return answer(tooLarge.problem(), uri);
        if (e.getCause() instanceof JacksonException cause) return badBody(cause, uri);
        if (e instanceof NotFoundException
                && e.getCause() != null
                && !uri.getQueryParameters().isEmpty()) {
            // So says the framework of a parameter that it cannot read.
            return answer(Problem.of(400, "invalid-parameter", "A parameter is not as expected", "see the query"), uri);
        }
        var status = e.getResponse().getStatus();
        var phrase = Response.Status.fromStatusCode(status);
        var title = phrase == null ? "HTTP " + status : phrase.getReasonPhrase();
        var slug = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        var answer = builder(Problem.of(status, slug, title, detail(status)), uri);
        e.getResponse().getStringHeaders().forEach((name, values) -> {
            if (HttpHeaders.ALLOW.equalsIgnoreCase(name)) values.forEach(value -> answer.header(name, value));
        });
        return answer.build();
    }

    private static String detail(int status) {
        return switch (status) {
            case 403 -> "this call needs another role";
            case 404 -> "there is no such thing here";
            case 405 -> "this address does not take this method";
            case 406 -> "there is no answer of a type that the call accepts";
            case 415 -> "the body is of another type than this address takes";
            default -> "HTTP " + status;
        };
    }

    @ServerExceptionMapper
    RestResponse<Problem> unexpected(Throwable e, UriInfo uri, SimpleResourceInfo resource) {
        var tooLarge = BodyTooLarge.in(e);
        if (tooLarge != null) return answer(tooLarge.problem(), uri);
        if (Unstorable.causes(e)) return answer(Unstorable.PROBLEM, uri);
        if (StoreAway.causes(e)) {
            LOG.warnf("a store is away, %s %s", call(resource), e);
            return builder(Problem.of(503, "store-away", "Cannot do this now", "a store is away, try again soon"), uri)
                    .header(HttpHeaders.RETRY_AFTER, 1)
                    .build();
        }
        var id = UUID.randomUUID();
        LOG.errorf(e, "request failed, %s %s", call(resource), id);
        return answer(Problem.of(500, "internal-error", "Something went wrong on our side", "reference " + id), uri);
    }

    /// What was called, without the path: paths hold customer ids and tokens of links.
    private static String call(SimpleResourceInfo resource) {
        var type = resource.getResourceClass();
        return type == null ? "no resource" : type.getSimpleName() + "." + resource.getMethodName();
    }

    private static RestResponse<Problem> badBody(JacksonException e, UriInfo uri) {
        var malformed = e instanceof StreamReadException
                || e.getCause() instanceof StreamReadException
                || !(e instanceof JsonMappingException mapping)
                || (e instanceof MismatchedInputException
                        && mapping.getPath().isEmpty()
                        && e.getOriginalMessage().startsWith("No content"));
        if (malformed) return answer(Problem.of(400, "malformed-body", "The body is not JSON", at(e)), uri);
        var path = ((JsonMappingException) e).getPath();
        var error = new Problem.Error(pointer(path), reason(e));
        return answer(
                Problem.of(422, "invalid-body", "The body is not as expected", "see errors")
                        .withErrors(List.of(error)),
                uri);
    }

    private static String at(JacksonException e) {
        var location = e.getLocation();
        return location == null ? "empty" : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /// Says what was expected, without the value that came: it may be personal.
    private static String reason(JacksonException e) {
        if (e instanceof ValueInstantiationException && e.getCause() instanceof IllegalArgumentException cause) {
            return cause.getMessage();
        }
        if (e instanceof UnrecognizedPropertyException) return "unknown key";
        if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return e instanceof InvalidFormatException && e.getOriginalMessage().startsWith("expected: ")
                    ? e.getOriginalMessage()
                    : "expected: " + Expected.of(mismatch.getTargetType());
        }
        return "not as expected";
    }

    private static String pointer(List<JsonMappingException.Reference> path) {
        return path.stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }

    /// The pointer of a violation, the method's parameter as first step.
    private static String pointer(ConstraintViolation<?> violation) {
        var steps = new ArrayList<String>();
        for (var node : violation.getPropertyPath()) {
            if (node.getIndex() != null) steps.add(String.valueOf(node.getIndex()));
            if (node.getKey() != null) steps.add(String.valueOf(node.getKey()));
            if (node.getName() != null && !node.getName().startsWith("<") && !isMethod(node)) steps.add(node.getName());
        }
        return "/" + String.join("/", steps);
    }

    private static boolean isMethod(Path.Node node) {
        return switch (node.getKind()) {
            case METHOD, CONSTRUCTOR -> true;
            default -> false;
        };
    }

    private static Problem.Error withoutParameter(Problem.Error error) {
        var rest = error.pointer().indexOf('/', 1);
        return rest < 0 ? error : new Problem.Error(error.pointer().substring(rest), error.detail());
    }

    private static RestResponse<Problem> unauthorized(UriInfo uri) {
        return builder(Problem.of(401, "unauthorized", "Who are you?", "no or bad credentials"), uri)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    private static RestResponse<Problem> answer(Problem problem, UriInfo uri) {
        return builder(problem, uri).build();
    }

    private static RestResponse.ResponseBuilder<Problem> builder(Problem problem, UriInfo uri) {
        return RestResponse.ResponseBuilder.<Problem>create(problem.status())
                .entity(problem.at("/" + uri.getPath().replaceFirst("^/", "")))
                .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
    }
}
