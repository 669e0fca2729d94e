package io.danggol.chassis.storefront;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;

/// Checks the tokens by which a shop's own server vouches for its customers: JWT, HS256 with one of the secrets
/// in `danggol.shop.secret`, `sub` the customer id, `exp` at most an hour ahead.
@Singleton
public class CustomerTokens {
    private static final int MAX_MINUTES_AHEAD = 60;
    private static final int MAX_ID_LENGTH = 128;
    private static final int SHORTEST_SECRET = 32;

    private final List<HmacKey> secrets;
    private final Clock clock;

    /// @param secrets one; two or more, with white space between, while the shop goes over to a new one
    public CustomerTokens(@ConfigProperty(name = "danggol.shop.secret") String secrets, Clock clock) {
        this.secrets = Stream.of(secrets.strip().split("\\s+"))
                .map(CustomerTokens::key)
                .toList();
        this.clock = clock;
    }

    private static HmacKey key(String secret) {
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < SHORTEST_SECRET) {
            throw new IllegalArgumentException(
                    "danggol.shop.secret: " + bytes.length + " bytes (expected: >= " + SHORTEST_SECRET + ")");
        }
        return new HmacKey(bytes);
    }

    /// The customer that the token proves; ends the call with 401 if it proves none.
    String prove(String token) {
        return switch (verify(token)) {
            case CustomerToken.Proven(var customerId) -> customerId;
            case CustomerToken.Expired() -> throw new StorefrontRefusal.TokenExpired();
            case CustomerToken.Forged() -> throw new StorefrontRefusal.TokenForged();
        };
    }

    public CustomerToken verify(String token) {
        return secrets.stream()
                .map(secret -> verify(token, secret))
                .filter(result -> !(result instanceof CustomerToken.Forged))
                .findFirst()
                .orElseGet(CustomerToken.Forged::new);
    }

    private CustomerToken verify(String token, HmacKey secret) {
        var consumer = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(
                        new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256))
                .setVerificationKey(secret)
                .setRequireSubject()
                .setRequireExpirationTime()
                .setSkipDefaultAudienceValidation()
                .setMaxFutureValidityInMinutes(MAX_MINUTES_AHEAD)
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build();
        try {
            var customerId = consumer.processToClaims(token).getSubject();
            return customerId.isBlank() || customerId.length() > MAX_ID_LENGTH
                    ? new CustomerToken.Forged()
                    : new CustomerToken.Proven(customerId);
        } catch (InvalidJwtException e) {
            var expiredOnly =
                    e.getErrorDetails().stream().allMatch(error -> error.getErrorCode() == ErrorCodes.EXPIRED);
            return expiredOnly ? new CustomerToken.Expired() : new CustomerToken.Forged();
        } catch (MalformedClaimException e) {
            return new CustomerToken.Forged();
        }
    }
}
