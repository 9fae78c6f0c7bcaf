package cn.zhibu.kit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import cn.zhibu.platform.security.Administers;
import cn.zhibu.platform.security.Audits;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Enters;
import cn.zhibu.platform.security.Open;
import cn.zhibu.platform.security.Operates;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.security.Reviews;
import cn.zhibu.platform.security.SignedIn;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.repository.CrudRepository;
import org.springframework.data.repository.reactive.ReactiveCrudRepository;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What everybody who builds here keeps to. Each rule says what to do instead, and each is broken once in a test. */
public final class HouseRules {

    private static final List<Class<? extends java.lang.annotation.Annotation>> CAPABILITIES = List.of(
            Enters.class,
            Reads.class,
            Reviews.class,
            Administers.class,
            Audits.class,
            Operates.class,
            SignedIn.class,
            Open.class);

    private HouseRules() {}

    /** Checks a service; fails with every breach. */
    public static void check(String basePackage) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(basePackage);
        all().values().forEach(rule -> rule.check(classes));
    }

    static Map<String, ArchRule> all() {
        var rules = new TreeMap<String, ArchRule>();
        storing(rules);
        waiting(rules);
        answering(rules);
        taking(rules);
        naming(rules);
        rules.put(
                "circles",
                SlicesRuleDefinition.slices()
                        .matching("cn.zhibu.*.(*)..")
                        .should()
                        .beFreeOfCycles()
                        .allowEmptyShould(true)
                        .because("of two features one leans on the other, and never both"));
        return rules;
    }

    private static void storing(Map<String, ArchRule> rules) {
        rules.put(
                "driver",
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "com.mongodb..",
                                "org.apache.kafka..",
                                "org.springframework.kafka..",
                                "reactor.util.context..",
                                "org.springframework.transaction..")
                        .because(
                                "features read through repositories or ReactiveMongoTemplate, write through Changes, listen through EventConsumer"));
        rules.put(
                "tenant",
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("cn.zhibu.platform.tenant..")
                        .because("the tenant is chosen by the platform; features never see the word"));
        rules.put(
                "crud",
                classes()
                        .should(notBeAssignableTo(CrudRepository.class, ReactiveCrudRepository.class))
                        .because("repositories extend Repository and offer finders only: there is one way to write"));
    }

    private static void waiting(Map<String, ArchRule> rules) {
        rules.put(
                "blocking",
                noClasses()
                        .should()
                        .callMethodWhere(describe(
                                "block, subscribe or toFuture of Reactor",
                                call -> call.getTargetOwner().getPackageName().startsWith("reactor.core.publisher")
                                        && List.of("block", "blockFirst", "blockLast", "subscribe", "toFuture")
                                                .contains(call.getName())))
                        .because("only the platform's listener and scheduler threads wait"));
        rules.put(
                "clock",
                noClasses()
                        .should()
                        .callMethodWhere(describe(
                                "now() without the injected clock",
                                call -> call.getName().equals("now")
                                        && call.getTargetOwner()
                                                .getPackageName()
                                                .startsWith("java.time")
                                        && call.getTarget()
                                                .getRawParameterTypes()
                                                .isEmpty()))
                        .because("time is an argument: inject java.time.Clock into the service"));
    }

    private static void answering(Map<String, ArchRule> rules) {
        rules.put(
                "capability",
                methods()
                        .that()
                        .areMetaAnnotatedWith(RequestMapping.class)
                        .should(carryOneCapability())
                        .because("default deny: who may call a handler is said on it or on its controller"));
        rules.put(
                "hidden controllers",
                classes()
                        .that()
                        .areAnnotatedWith(RestController.class)
                        .should()
                        .notBePublic()
                        .allowEmptyShould(true)
                        .because("nobody but Spring calls a controller"));
        rules.put(
                "caller",
                methods()
                        .that()
                        .areDeclaredInClassesThat()
                        .areAnnotatedWith(RestController.class)
                        .and()
                        .areMetaAnnotatedWith(RequestMapping.class)
                        .should(passTheCaller())
                        .because(
                                "a service method that a controller calls takes the Caller, or anyone could do anything"));
    }

    private static void taking(Map<String, ArchRule> rules) {
        rules.put(
                "limits",
                methods()
                        .that()
                        .areMetaAnnotatedWith(RequestMapping.class)
                        .should(InputRule.limitWhatTheyTake())
                        .because("what comes in has a limit, said at its field by a constraint of platform.input"));
        rules.put(
                "door",
                classes()
                        .should(InputRule.leaveReadingToTheDoor())
                        .because("what was typed is read, trimmed and bounded once, by platform.input"));
    }

    private static void naming(Map<String, ArchRule> rules) {
        rules.put(
                "public",
                classes()
                        .that()
                        .areTopLevelClasses()
                        .and()
                        .arePublic()
                        .and()
                        .areNotRecords()
                        .and()
                        .areNotEnums()
                        .should()
                        .haveSimpleNameEndingWith("Service")
                        .orShould()
                        .haveSimpleNameEndingWith("Application")
                        .orShould()
                        .haveSimpleNameEndingWith("Follower")
                        .allowEmptyShould(true)
                        .because(
                                "a feature's door is its Service, the records and enums it answers with, and a Follower"
                                        + " by which it lets others look again; everything else stays inside"));
        rules.put(
                "endings",
                noClasses()
                        .should()
                        .haveNameMatching(".*(Impl|Utils?|Helper|Manager|DTO|Dto|VO|BO)$")
                        .because("a name says what a thing is in the business"));
        rules.put(
                "fields",
                fields().should()
                        .notBeAnnotatedWith(Autowired.class)
                        .allowEmptyShould(true)
                        .because("what a class needs stands in its constructor"));
    }

    private static ArchCondition<JavaClass> notBeAssignableTo(Class<?>... types) {
        return new ArchCondition<>("not be a CRUD repository") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                for (var type : types) {
                    if (item.isAssignableTo(type)) {
                        events.add(
                                SimpleConditionEvent.violated(item, item.getName() + " is a " + type.getSimpleName()));
                    }
                }
            }
        };
    }

    private static ArchCondition<JavaMethod> carryOneCapability() {
        return new ArchCondition<>("carry exactly one capability annotation") {
            @Override
            public void check(JavaMethod item, ConditionEvents events) {
                var own = CAPABILITIES.stream().filter(item::isAnnotatedWith).count();
                var classes = CAPABILITIES.stream()
                        .filter(item.getOwner()::isAnnotatedWith)
                        .count();
                if (own != 1 && !(own == 0 && classes == 1)) {
                    events.add(SimpleConditionEvent.violated(
                            item, item.getFullName() + " carries " + own + " capabilities, its class " + classes));
                }
            }
        };
    }

    private static ArchCondition<JavaMethod> passTheCaller() {
        return new ArchCondition<>("call only service methods that take the Caller") {
            @Override
            public void check(JavaMethod item, ConditionEvents events) {
                for (var call : item.getMethodCallsFromSelf()) {
                    var service = call.getTargetOwner().getSimpleName().endsWith("Service")
                            && call.getTargetOwner().getPackageName().startsWith("cn.zhibu");
                    var takes = call.getTarget().getRawParameterTypes().stream()
                            .anyMatch(type -> type.isEquivalentTo(Caller.class));
                    if (service && !takes && !item.getModifiers().contains(JavaModifier.SYNTHETIC)) {
                        events.add(SimpleConditionEvent.violated(
                                item,
                                item.getFullName() + " calls "
                                        + call.getTarget().getFullName() + " without the Caller"));
                    }
                }
            }
        };
    }
}
