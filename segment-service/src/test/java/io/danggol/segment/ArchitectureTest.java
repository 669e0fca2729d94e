package io.danggol.segment;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.danggol.segment.definition.Catalogue;
import io.danggol.segment.definition.Definition;
import io.danggol.segment.definition.Reads;
import io.danggol.segment.membership.Change;
import io.danggol.segment.membership.Membership;
import io.danggol.segment.membership.News;
import io.danggol.segment.membership.Profile;
import io.danggol.segment.membership.Review;
import io.danggol.segment.rfm.Thresholds;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.danggol.segment");

    private static final String[] PURE = {
        "io.danggol.segment.condition..", "io.danggol.segment.history..", "io.danggol.segment.evaluation.."
    };

    @Test
    void domainTypesDependOnTheJdkAndOnOtherPureTypesAlone() {
        classes()
                .that(resideInAnyPackage(PURE))
                .or()
                .belongToAnyOf(
                        Review.class,
                        Profile.class,
                        News.class,
                        Membership.class,
                        Change.class,
                        Catalogue.class,
                        Definition.class,
                        Reads.class,
                        Thresholds.class)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..",
                        "io.danggol.contracts",
                        "io.danggol.chassis.duration",
                        "io.danggol.chassis.korean",
                        "io.danggol.segment.condition..",
                        "io.danggol.segment.history..",
                        "io.danggol.segment.evaluation..",
                        "io.danggol.segment.membership..",
                        "io.danggol.segment.definition..",
                        "io.danggol.segment.rfm.."))
                .check(CLASSES);
    }

    @Test
    void domainTypesReadNoClock() {
        noClasses()
                .that(resideInAnyPackage(PURE))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .check(CLASSES);
    }

    @Test
    void noOtherServiceIsUsed() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "io.danggol.tracking..",
                        "io.danggol.profile..",
                        "io.danggol.recommendation..",
                        "io.danggol.campaign.."))
                .check(CLASSES);
    }
}
