package cn.zhibu.report;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.kit.HouseRules;
import cn.zhibu.process.problem.ProblemType;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReportHouseTests {

    @Test
    void theServiceKeepsTheHouseRules() {
        HouseRules.check("cn.zhibu.report");
    }

    /** What another feature uses stands in a file of its own. */
    @Test
    void noFeatureTakesANestOutOfAnothersService() {
        var classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("cn.zhibu.report");
        var nests = classes.stream()
                .flatMap(one -> one.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> {
                    var target = dependency.getTargetClass();
                    var outer = target.getEnclosingClass();
                    return outer.isPresent()
                            && outer.get().getSimpleName().endsWith("Service")
                            && !target.isAnonymousClass()
                            && target.getPackageName().startsWith("cn.zhibu.report")
                            && !dependency.getOriginClass().getPackageName().equals(target.getPackageName());
                })
                .map(dependency -> dependency.getOriginClass().getName() + " uses "
                        + dependency.getTargetClass().getName())
                .distinct()
                .toList();
        assertThat(nests).isEmpty();
    }

    @Test
    void everyRefusalHasWordsInBothLanguages() throws IOException {
        var wanted = new TreeSet<String>();
        for (JavaClass type : new ClassFileImporter().importPackages("cn.zhibu.report")) {
            if (type.isEnum() && type.isAssignableTo(ProblemType.class)) {
                for (var constant : type.reflect().getEnumConstants()) {
                    wanted.add(((Enum<?>) constant).name() + ".title");
                    wanted.add(((Enum<?>) constant).name() + ".detail");
                }
            }
        }
        assertThat(wanted).hasSizeGreaterThan(20);
        for (var language : new String[] {"zh_CN", "en"}) {
            var texts = new Properties();
            var name = "/problems_" + language + ".properties";
            try (var stream = Objects.requireNonNull(getClass().getResourceAsStream(name))) {
                texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            }
            assertThat(new TreeSet<>(texts.stringPropertyNames())).as(name).isEqualTo(wanted);
            assertThat(texts.values()).noneMatch(text -> text.toString().isBlank());
        }
    }
}
