package io.danggol.chassis.openapi;

import io.danggol.chassis.storefront.Storefront;
import io.danggol.chassis.storefront.StorefrontEvents;
import io.danggol.chassis.storefront.StorefrontOrBearer;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme.In;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/// Finds the calls of storefronts by their binding, and says with what they are made.
final class StorefrontSecurity {
    private static final String BEARER = "bearer";
    private static final String KEY = "writeKey";
    private static final String KEY_IN_QUERY = "writeKeyInQuery";
    private static final String CUSTOMER = "customerToken";
    private static final DotName PATH = DotName.createSimple(Path.class);

    private final IndexView index;

    StorefrontSecurity(IndexView index) {
        this.index = index;
    }

    void describe(OpenAPI document) {
        document.getComponents()
                .addSecurityScheme(KEY, key(In.HEADER, "X-Danggol-Key", "A write key of the shop"))
                .addSecurityScheme(KEY_IN_QUERY, key(In.QUERY, "key", "The same for beacons, which send no headers"))
                .addSecurityScheme(
                        CUSTOMER,
                        key(
                                In.HEADER,
                                "X-Danggol-Customer",
                                "JWT by which the shop's server vouches for the customer"));
        var storefront = List.of(all(KEY), all(KEY, CUSTOMER), all(KEY_IN_QUERY));
        Stream.of(Storefront.class, StorefrontEvents.class, StorefrontOrBearer.class)
                .flatMap(binding -> bound(document, binding))
                .forEach(operation -> operation.setSecurity(storefront));
        bound(document, StorefrontOrBearer.class)
                .forEach(operation -> operation.setSecurity(Stream.concat(storefront.stream(), Stream.of(all(BEARER)))
                        .toList()));
    }

    private static SecurityScheme key(In in, String name, String description) {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(in)
                .name(name)
                .description(description);
    }

    /// One way to be let in: all `schemes` together.
    private static SecurityRequirement all(String... schemes) {
        var requirement = OASFactory.createSecurityRequirement();
        List.of(schemes).forEach(requirement::addScheme);
        return requirement;
    }

    private Stream<Operation> bound(OpenAPI document, Class<? extends Annotation> binding) {
        return index.getAnnotations(binding).stream()
                .map(AnnotationInstance::target)
                .flatMap(target -> target.kind() == AnnotationTarget.Kind.CLASS
                        ? target.asClass().methods().stream()
                        : Stream.of(target.asMethod()))
                .flatMap(method -> operation(document, method));
    }

    private static Stream<Operation> operation(OpenAPI document, MethodInfo method) {
        var path = path(method.declaringClass().declaredAnnotation(PATH)) + path(method.annotation(PATH));
        return Optional.ofNullable(document.getPaths().getPathItem(path)).stream()
                .flatMap(item -> Stream.of(PathItem.HttpMethod.values())
                        .filter(verb -> method.hasAnnotation(DotName.createSimple("jakarta.ws.rs." + verb)))
                        .map(item.getOperations()::get));
    }

    private static String path(AnnotationInstance annotation) {
        if (annotation == null) return "";
        var path = annotation.value().asString();
        return path.startsWith("/") ? path : "/" + path;
    }
}
