package io.danggol.local.build;

import io.danggol.local.realm.Keycloak;
import io.danggol.local.suite.Home;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The Keycloak distribution, fetched once by its coordinates into the folder of tools.
public final class KeycloakDistribution {
    private KeycloakDistribution() {}

    /// Its folder, fetched first when it is not there.
    public static Path of(Home home, PrintStream console) throws IOException {
        var distribution = home.tools().resolve("keycloak-" + Keycloak.VERSION);
        if (!Files.exists(distribution.resolve("lib/quarkus-run.jar"))) {
            console.println("Fetching Keycloak " + Keycloak.VERSION);
            new Maven(home, console)
                    .run(List.of(
                            "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:unpack",
                            "-N",
                            "-Dartifact=org.keycloak:keycloak-quarkus-dist:" + Keycloak.VERSION + ":zip",
                            "-DoutputDirectory=" + home.tools()));
        }
        return distribution;
    }
}
