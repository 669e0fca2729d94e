package io.danggol.chassis.bearer;

import com.github.benmanes.caffeine.cache.Ticker;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// Lets OpenID Connect verify bearer tokens, each at most once a minute. What the issuer takes back (a key, a role)
/// therefore ends within a minute; a token's own expiry ends it at once.
@Alternative
@Priority(1)
@ApplicationScoped
class BearerTokens implements HttpAuthenticationMechanism {
    private final OidcAuthenticationMechanism issuer;
    private final VerifiedTokens verified = new VerifiedTokens(Ticker.systemTicker());

    BearerTokens(OidcAuthenticationMechanism issuer) {
        this.issuer = issuer;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext call, IdentityProviderManager identities) {
        var credentials = call.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (credentials == null) return issuer.authenticate(call, identities);
        return verified.bearer(credentials)
                .map(bearer -> Uni.createFrom().item(bearer))
                .orElseGet(() -> issuer.authenticate(call, identities).invoke(bearer -> keep(credentials, bearer)));
    }

    private void keep(String credentials, SecurityIdentity bearer) {
        if (bearer == null || !(bearer.getPrincipal() instanceof JsonWebToken token)) return;
        var life = Duration.between(Instant.now(), Instant.ofEpochSecond(token.getExpirationTime()));
        verified.keep(credentials, withoutCall(bearer), life);
    }

    /// The same bearer without what the framework noted of the call, which must not be kept.
    private static SecurityIdentity withoutCall(SecurityIdentity bearer) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(bearer.getPrincipal())
                .addRoles(bearer.getRoles())
                .addCredentials(bearer.getCredentials())
                .build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext call) {
        return issuer.getChallenge(call);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return issuer.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext call) {
        return issuer.getCredentialTransport(call);
    }
}
