package io.danggol.chassis.log;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// What Kafka's clients reach by name when they log in to a broker (SASL), for native builds of all services: the
/// access controller and its context as JDKs before 24 have them, the subject as those since. Without both they
/// refuse every login (`SecurityManagerCompatibility` of Kafka 4).
@RegisterForReflection(
        classNames = {
            "java.security.AccessControlContext",
            "java.security.AccessController",
            "javax.security.auth.Subject"
        },
        fields = false)
final class LoginTypes {
    private LoginTypes() {}
}
