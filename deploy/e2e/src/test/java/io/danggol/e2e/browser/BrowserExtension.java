package io.danggol.e2e.browser;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

final class BrowserExtension implements ExecutionCondition, ParameterResolver {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Chromium.find().isPresent() || "true".equals(System.getenv("CI")))
            return ConditionEvaluationResult.enabled("");
        return ConditionEvaluationResult.disabled(
                "no Chromium on the PATH, so no browser tests: deploy/local/install-chromium installs one on Debian");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Chromium.class;
    }

    @Override
    public Chromium resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(BrowserExtension.class))
                .getOrComputeIfAbsent(Chromium.class, _ -> start(), Chromium.class);
    }

    private static Chromium start() {
        return Chromium.start(Chromium.find().orElseThrow(() -> new IllegalStateException("no Chromium on the PATH")));
    }
}
