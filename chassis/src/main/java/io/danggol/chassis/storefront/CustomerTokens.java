package io.danggol.chassis.storefront;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
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

/// Checks the tokens by which a shop's own server vouches for its customers: JWT, HS256 with
/// `danggol.shop.secret`, `sub` the customer id, `exp` at most an hour ahead.
@Singleton
public class CustomerTokens {
    private static final int MAX_MINUTES_AHEAD = 60;
    private static final int MAX_ID_LENGTH = 128;

    private final HmacKey secret;
    private final Clock clock;

    public CustomerTokens(@ConfigProperty(name = "danggol.shop.secret") String secret, Clock clock) {
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < 32) {
            throw new IllegalArgumentException("danggol.shop.secret: " + bytes.length + " bytes (expected: >= 32)");
        }
        this.secret = new HmacKey(bytes);
        this.clock = clock;
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
