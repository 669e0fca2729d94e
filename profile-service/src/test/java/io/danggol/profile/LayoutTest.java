package io.danggol.profile;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.danggol.profile");

    /// What decides: it knows the JDK, the contracts' records and itself, and nothing else.
    private static final String[] DECIDING = {
        "identity.Position", "identity.Step", "identity.Owners", "identity.Browser", "consent.Purpose",
        "consent.Channel", "consent.Permission", "consent.Decision", "consent.Standing", "consent.Standings",
        "consent.Chain", "consent.Reconfirmation", "contact.Allowance", "customer.Addresses", "customer.Age",
        "customer.Customer", "rights.RequestType", "rights.PrivacyRequest", "person.State", "person.Consented",
        "person.ProfileRow", "archive.Canonical",
    };

    @Test
    void whatDecidesKnowsTheJdkAndTheContractsAlone() {
        classes()
                .that(DescribedPredicate.describe("decide", LayoutTest::decides))
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.describe(
                        "are of the JDK or the contracts, or decide", LayoutTest::mayBeKnown))
                .check(SERVICE);
    }

    private static boolean mayBeKnown(JavaClass type) {
        var element = type.getBaseComponentType();
        return element.isPrimitive()
                || element.getPackageName().startsWith("java.")
                || element.getPackageName().equals("io.danggol.contracts")
                || decides(element);
    }

    private static boolean decides(JavaClass type) {
        return type.getPackageName().equals("io.danggol.profile.facts")
                || Stream.of(DECIDING)
                        .map("io.danggol.profile."::concat)
                        .anyMatch(name ->
                                type.getName().equals(name) || type.getName().startsWith(name + "$"));
    }

    @Test
    void noServiceKnowsAnother() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.danggol.tracking..",
                        "io.danggol.segment..",
                        "io.danggol.recommendation..",
                        "io.danggol.campaign..")
                .check(SERVICE);
    }

    @Test
    void nobodyAsksForTheTimeButTheClock() {
        noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(SERVICE);
    }
}
