package io.danggol.tracking;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.danggol.tracking.consent.ConsentPolicy;
import io.danggol.tracking.consent.Treatment;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.danggol.tracking");
    private static final String[] RULES = {
        "io.danggol.tracking.event..", "io.danggol.tracking.text..", "io.danggol.tracking.origin.."
    };

    @Test
    void rulesDependOnTheJdkAndTheMessagesAlone() {
        classes()
                .that(resideInAnyPackage(RULES))
                .or()
                .belongToAnyOf(ConsentPolicy.class, Treatment.class)
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "io.danggol.contracts..", "io.danggol.chassis.money")
                                .or(resideInAnyPackage(RULES))
                                .or(resideInAnyPackage("io.danggol.tracking.consent..")))
                .check(SERVICE);
    }

    @Test
    void rulesReadNoClock() {
        noClasses()
                .that(resideInAnyPackage(RULES))
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(SERVICE);
    }

    @Test
    void noOtherServiceIsKnown() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.danggol..")
                        .and(not(resideInAnyPackage(
                                "io.danggol.tracking..", "io.danggol.chassis..", "io.danggol.contracts.."))))
                .check(SERVICE);
    }
}
