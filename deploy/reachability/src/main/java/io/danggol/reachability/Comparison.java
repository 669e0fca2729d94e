package io.danggol.reachability;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What a service reached and a native build of it would not know.
public final class Comparison {
    private static final String SERVICES = "META-INF/services/";

    private final Registrations registrations;
    private final Allowances allowances;

    public Comparison(Registrations registrations, Allowances allowances) {
        this.registrations = registrations;
        this.allowances = allowances;
    }

    /// What would not be found in the native executable.
    public List<Reach> missing(Collection<Reach> reached) {
        return reached.stream()
                .filter(reach -> !isSeenByTheBuild(reach))
                .filter(reach ->
                        reach.initializer().isEmpty() || registrations.isInitializedAtRunTime(reach.initializer()))
                .filter(reach -> !isKnown(reach) && !allowances.cover(reach))
                .toList();
    }

    /// Quarkus has services registered, and so does not have the build look for them.
    private static boolean isSeenByTheBuild(Reach reach) {
        return reach.constant() && !reach.kind().equals("service");
    }

    private boolean isKnown(Reach reach) {
        var target = reach.target();
        return switch (reach.kind()) {
            case "type" -> target.startsWith("[") || registrations.hasType(target);
            case "member", "handle", "accessor" -> registrations.hasMember(target, reach.member());
            case "resource" -> !registrations.isPresent(target) || registrations.hasResource(target);
            case "bundle" -> !registrations.isBundlePresent(target) || registrations.hasBundle(target);
            case "service" -> isProvided(target, registrations.providers(target));
            case "proxy" -> registrations.hasProxy(Stream.of(target.split(",")).toList());
            default -> false;
        };
    }

    /// Its providers are listed in a resource, and each is made by reflection.
    private boolean isProvided(String service, Set<String> providers) {
        return providers.isEmpty()
                || registrations.hasResource(SERVICES + service)
                        && providers.stream().allMatch(provider -> registrations.hasMember(provider, "<init>"));
    }
}
