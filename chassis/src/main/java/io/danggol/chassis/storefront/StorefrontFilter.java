package io.danggol.chassis.storefront;

import io.quarkus.arc.Arc;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Checks key, origin and customer token of a [Storefront] call.
///
/// The filter is part of every service, so it looks [StorefrontCall] up with each call: where no resource asks for
/// one it is left out at build time, and with it [CustomerTokens], so that a service without calls for storefronts
/// starts without the shop's secret. Injected here, all five would need it.
class StorefrontFilter {
    private final StorefrontKeys keys;
    private final CurrentIdentityAssociation identity;

    StorefrontFilter(StorefrontKeys keys, CurrentIdentityAssociation identity) {
        this.keys = keys;
        this.identity = identity;
    }

    @Storefront
    @ServerRequestFilter
    public void storefront(ContainerRequestContext request) {
        check(request);
    }

    @StorefrontEvents
    @ServerRequestFilter
    public void storefrontEvents(ContainerRequestContext request) {
        try {
            check(request);
        } catch (StorefrontRefusal.TokenExpired _) {
            call().identify(keyOf(request).flatMap(keys::find).orElseThrow(), null);
        }
    }

    @StorefrontOrBearer
    @ServerRequestFilter
    public Uni<Response> storefrontOrBearer(ContainerRequestContext request) {
        if (keyOf(request).isPresent()) {
            check(request);
            return Uni.createFrom().nullItem();
        }
        return identity.getDeferredIdentity().map(this::holder);
    }

    private Response holder(SecurityIdentity holder) {
        if (holder.isAnonymous()) throw new UnauthorizedException();
        call().identify(holder.getRoles());
        return null;
    }

    private void check(ContainerRequestContext request) {
        var key = keyOf(request).flatMap(keys::find).orElseThrow(StorefrontRefusal.UnknownKey::new);
        var origin = request.getHeaderString("Origin");
        if (origin != null && !key.allows(origin)) throw new StorefrontRefusal.OriginNotAllowed();
        call().identify(key, request.getHeaderString("X-Danggol-Customer"));
    }

    private static Optional<String> keyOf(ContainerRequestContext request) {
        return Optional.ofNullable(request.getHeaderString("X-Danggol-Key"))
                .or(() -> Optional.ofNullable(
                        request.getUriInfo().getQueryParameters().getFirst("key")));
    }

    private static StorefrontCall call() {
        return Arc.requireContainer().select(StorefrontCall.class).get();
    }
}
