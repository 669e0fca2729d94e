package io.danggol.chassis.storefront;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A call for storefronts and for holders of a role alike: with a write key it is checked as a [Storefront]
/// call, without one it needs a bearer token (else 401), and the resource asks [StorefrontCall#require] for the
/// role.
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface StorefrontOrBearer {}
