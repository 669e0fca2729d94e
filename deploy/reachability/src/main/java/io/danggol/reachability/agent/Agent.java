package io.danggol.reachability.agent;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;

/// A java agent that writes down what a JVM reaches by reflection, which resources it reads, and which proxies it
/// makes: what a native executable has to be told beforehand.
public final class Agent {
    private Agent() {}

    /// @param folder where each process leaves a file of its own, see [Reached]
    public static void premain(String folder, Instrumentation instrumentation) throws IOException {
        Reached.writeInto(Path.of(folder));
        instrumentation.addTransformer(new Weaver());
    }
}
