package io.danggol.campaign;

import io.quarkus.test.security.TestSecurity;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Calls are made by somebody who may draw up campaigns and read what came of them.
@TestSecurity(
        user = "someone",
        roles = {"marketer", "analyst"})
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Staff {}
