package io.danggol.recommendation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String ROOT = "io.danggol.recommendation.";
    private static final String[] DOMAIN = {
        ROOT + "consent", ROOT + "erasure", ROOT + "history", ROOT + "popularity", ROOT + "strategy"
    };

    private final JavaClasses main = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.danggol");

    @Test
    void theDomainDependsOnTheJdkAlone() {
        classes()
                .that()
                .resideInAnyPackage(DOMAIN)
                .or()
                .haveNameMatching(ROOT + "(catalogue\\.(Product|Words|Assortment|Likeness)|knowledge\\.Knowledge"
                        + "|placement\\.(Placement|Filter|Boost|PriceBand|UsualPrice|Ladder|Situation|Choice))(\\$.*)?")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "io.danggol.chassis.korean",
                        ROOT + "consent",
                        ROOT + "erasure",
                        ROOT + "history",
                        ROOT + "popularity",
                        ROOT + "strategy",
                        ROOT + "catalogue",
                        ROOT + "knowledge",
                        ROOT + "placement")
                .check(main);
    }

    @Test
    void theDomainAsksNoClock() {
        noClasses()
                .that()
                .resideInAPackage("io.danggol.recommendation..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(main);
    }

    @Test
    void noOtherServiceIsImported() {
        noClasses()
                .that()
                .resideInAPackage("io.danggol.recommendation..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.danggol.tracking..",
                        "io.danggol.profile..",
                        "io.danggol.segment..",
                        "io.danggol.campaign..")
                .check(main);
    }
}
