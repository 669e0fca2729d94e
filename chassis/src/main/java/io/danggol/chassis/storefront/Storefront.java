package io.danggol.chassis.storefront;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A call for storefronts: needs a write key in `X-Danggol-Key` or `?key=` (else 401) that allows the `Origin`,
/// if there is one (else 403), and proves a customer by the token in `X-Danggol-Customer`. What it found stands
/// in [StorefrontCall].
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Storefront {}
