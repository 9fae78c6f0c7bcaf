package cn.zhibu.kit;

import cn.zhibu.platform.input.CalendarYear;
import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.input.OneLine;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What comes in goes through the platform's door: a field is of a kind that the door reads and says its limit, and nobody
 * behind it reads, trims or parses by himself what people typed.
 */
final class InputRule {

    private static final List<Class<? extends Annotation>> LIMITS_OF_TEXT =
            List.of(Size.class, OneLine.class, Identifier.class, Pattern.class, Email.class);
    private static final List<Class<? extends Annotation>> LIMITS_OF_DAYS = List.of(Dated.class, PastOrPresent.class);
    private static final List<Class<? extends Annotation>> LIMITS_OF_NUMBERS = List.of(
            CalendarYear.class, Max.class, PositiveOrZero.class, jakarta.validation.constraints.DecimalMax.class);
    private static final Set<String> PARSING = Set.of("parse", "parseInt", "parseLong", "parseDouble", "fromString");
    private static final Set<String> TRIMMING = Set.of("trim", "strip", "isBlank");

    private InputRule() {}

    /** Of handlers: each body and each number of the address. */
    static ArchCondition<JavaMethod> limitWhatTheyTake() {
        return new ArchCondition<>("take only what says its limit") {
            @Override
            public void check(JavaMethod handler, ConditionEvents events) {
                for (var parameter : handler.getParameters()) {
                    if (parameter.isAnnotatedWith(RequestBody.class)) {
                        body(parameter.getRawType(), events, new HashSet<>());
                    } else if (parameter.isAnnotatedWith(RequestParam.class)) {
                        number(handler, parameter, events);
                    }
                }
            }
        };
    }

    /** Of controllers with what is nested in them, and of forms. */
    static ArchCondition<JavaClass> leaveReadingToTheDoor() {
        return new ArchCondition<>("leave reading to the door") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                if (!takesTyped(item)) {
                    return;
                }
                item.getCodeUnits().stream()
                        .flatMap(unit -> unit.getCallsFromSelf().stream())
                        .filter(call -> readsText(call.getTarget().getOwner(), call.getName())
                                || newNumber(
                                        call.getTarget().getOwner(),
                                        call.getTarget().getRawParameterTypes()))
                        .forEach(call -> events.add(SimpleConditionEvent.violated(item, call.getDescription())));
            }
        };
    }

    private static boolean takesTyped(JavaClass item) {
        if (item.isAnnotatedWith(RestController.class) || item.getSimpleName().endsWith("Form")) {
            return true;
        }
        return item.getEnclosingClass().map(InputRule::takesTyped).orElse(false);
    }

    private static boolean readsText(JavaClass owner, String name) {
        return owner.isEquivalentTo(String.class) && TRIMMING.contains(name)
                || PARSING.contains(name)
                        && (owner.getPackageName().equals("java.time")
                                || owner.isEquivalentTo(Integer.class)
                                || owner.isEquivalentTo(Long.class)
                                || owner.isEquivalentTo(Double.class)
                                || owner.isEquivalentTo(java.util.UUID.class));
    }

    private static boolean newNumber(JavaClass owner, List<JavaClass> types) {
        return owner.isEquivalentTo(BigDecimal.class)
                && types.size() == 1
                && types.get(0).isEquivalentTo(String.class);
    }

    private static void number(JavaMethod handler, JavaParameter parameter, ConditionEvents events) {
        if (parameter.getRawType().isEquivalentTo(Integer.class) && !has(parameter, LIMITS_OF_NUMBERS)) {
            events.add(SimpleConditionEvent.violated(
                    handler, handler.getFullName() + " takes a number of the address without a limit"));
        }
    }

    private static void body(JavaClass body, ConditionEvents events, Set<JavaClass> seen) {
        if (!body.isRecord() || !seen.add(body)) {
            return;
        }
        for (var field : body.getFields()) {
            if (!field.getModifiers().contains(JavaModifier.STATIC)) {
                field.getType().getAllInvolvedRawTypes().forEach(part -> body(part, events, seen));
                var fault = fault(field);
                if (!fault.isEmpty()) {
                    events.add(SimpleConditionEvent.violated(field, field.getFullName() + " " + fault));
                }
            }
        }
    }

    private static String fault(JavaField field) {
        var type = field.getRawType();
        if (type.isEquivalentTo(String.class)) {
            return has(field, LIMITS_OF_TEXT) ? "" : "is a text without a limit";
        }
        if (type.isEquivalentTo(LocalDate.class)) {
            return has(field, LIMITS_OF_DAYS) ? "" : "is a day that does not say what it dates (@Dated)";
        }
        if (type.isEquivalentTo(Integer.class)
                || type.isEquivalentTo(Long.class)
                || type.isEquivalentTo(BigDecimal.class)) {
            return has(field, LIMITS_OF_NUMBERS) ? "" : "is a number without a limit";
        }
        boolean read = type.isEquivalentTo(Boolean.class)
                || type.isEquivalentTo(LocalTime.class)
                || type.isEquivalentTo(List.class)
                || type.isEquivalentTo(Set.class)
                || type.isEquivalentTo(Map.class)
                || type.isEnum()
                || type.isRecord();
        return read ? "" : "is of a kind that the door does not read: " + type.getName();
    }

    private static boolean has(CanBeAnnotated place, List<Class<? extends Annotation>> limits) {
        return limits.stream().anyMatch(place::isAnnotatedWith);
    }
}
