package cn.zhibu.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that cannot fail is not a rule: each is broken once. */
class HouseRulesTests {

    static Stream<String> rules() {
        return HouseRules.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void eachRuleBites(String rule) {
        var bad = new ClassFileImporter().importPackages("cn.zhibu.bad");
        assertThat(HouseRules.all().get(rule).evaluate(bad).hasViolation())
                .as(rule)
                .isTrue();
    }

    @org.junit.jupiter.api.Test
    void thePlatformKnowsNoServiceAndNoWordOfTheDomain() {
        var platform = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("cn.zhibu.platform");
        com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "cn.zhibu.member..",
                        "cn.zhibu.activity..",
                        "cn.zhibu.report..",
                        "cn.zhibu.notification..",
                        "cn.zhibu.gateway..")
                .check(platform);
        com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses()
                .should()
                .haveNameMatching(".*(Member|Branch|Party|School|Report|Duty|Survey|Opinion).*")
                .because("the platform contains no word of the domain")
                .check(platform);
        com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices()
                .matching("cn.zhibu.platform.(*)..")
                .should()
                .beFreeOfCycles()
                .check(platform);
    }
}
