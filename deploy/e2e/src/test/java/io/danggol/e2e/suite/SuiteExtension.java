package io.danggol.e2e.suite;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

final class SuiteExtension implements ParameterResolver {
    /// A Monday noon in Seoul: no night rule stands in the way of a test that does not ask for it.
    private static final String NOON = "2026-11-23T12:00:00+09:00";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningSuite.class;
    }

    @Override
    public RunningSuite resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SuiteExtension.class))
                .getOrComputeIfAbsent(RunningSuite.class, _ -> RunningSuite.start(NOON), RunningSuite.class);
    }
}
