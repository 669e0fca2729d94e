package io.danggol.campaign;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Holds the layout of STYLE.md: what decides depends on the JDK alone.
class LayoutTest {
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.danggol.campaign");

    /// Types that decide or describe.
    private static final List<String> DOMAIN = List.of(
            "attribution.Deed",
            "attribution.Group",
            "attribution.Reached",
            "attribution.Uplift",
            "attribution.Wilson",
            "attribution.Window",
            "eligibility.",
            "content.",
            "plan.Campaign",
            "plan.Content",
            "plan.Schedule",
            "plan.FrequencyCap",
            "plan.Preflight",
            "delivery.Settlement",
            "delivery.Handover",
            "delivery.Outcome",
            "delivery.Reason",
            "delivery.Message",
            "delivery.Pace",
            "mail.Mail",
            "mail.MailRenderer",
            "mail.Mime",
            "mail.AdLabel",
            "mail.Sender",
            "mail.DeliveryReport",
            "mail.Complaint",
            "mail.Quoting",
            "mail.Dkim",
            "mail.SmtpOutcome",
            "mail.SmtpConnection",
            "kakao.Bubble",
            "kakao.KakaoContent",
            "kakao.KakaoLimits",
            "kakao.KakaoRenderer",
            "kakao.KakaoResults",
            "kakao.Showcase",
            "kakao.Framing",
            "kakao.PictureKind",
            "kakao.NhnResult",
            "link.LinkToken",
            "link.Links",
            "link.UnsubscribePage",
            "onsite.PagePattern",
            "onsite.OnsiteEligibility",
            "processor.Processor",
            "contact.Contact");

    @Test
    void whatDecidesDependsOnTheJdkAlone() {
        classes()
                .that(are("domain types", LayoutTest::domain))
                .should()
                .onlyDependOnClassesThat(are(
                        "of the JDK or domain types",
                        type -> type.getPackageName().startsWith("java")
                                || type.getPackageName().equals("io.danggol.chassis.korean")
                                || type.isPrimitive()
                                || type.isArray()
                                || domain(type)
                                || type.getSimpleName().equals("Channel")
                                || type.getSimpleName().equals("Seoul")))
                .check(SERVICE);
    }

    @Test
    void noServiceKnowsAnother() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.danggol.tracking..",
                        "io.danggol.profile..",
                        "io.danggol.segment..",
                        "io.danggol.recommendation..",
                        "io.danggol.simulators..")
                .check(SERVICE);
    }

    private static boolean domain(JavaClass type) {
        var name =
                type.getName().replaceFirst("^io\\.danggol\\.campaign\\.", "").replaceFirst("\\$.*", "");
        return type.getPackageName().startsWith("io.danggol.campaign")
                && DOMAIN.stream().anyMatch(one -> one.endsWith(".") ? name.startsWith(one) : name.equals(one));
    }

    private static DescribedPredicate<JavaClass> are(String what, java.util.function.Predicate<JavaClass> test) {
        return DescribedPredicate.describe(what, test);
    }
}
