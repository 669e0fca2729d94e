package io.danggol.e2e.browser;

import io.danggol.e2e.suite.WithSuite;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/// Gives tests a Chromium and the suite as parameters. Where no Chromium is installed they are skipped; on a CI machine
/// (`CI=true`) they fail.
@Tag("browser")
@WithSuite
@ExtendWith(BrowserExtension.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface WithBrowser {}
