package cn.zhibu.platform.input;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id of something, or a list of ids without a double: the form of it. Whether it is there the service says. */
@Target({FIELD, PARAMETER})
@Retention(RUNTIME)
@Constraint(validatedBy = Identifier.Check.class)
public @interface Identifier {

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The check of a field. */
    final class Check implements ConstraintValidator<Identifier, Object> {

        private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

        @Override
        public boolean isValid(@Nullable Object value, ConstraintValidatorContext context) {
            return value == null
                    || Told.by(context, () -> check(value instanceof Collection<?> all ? all : List.of(value)));
        }

        private static void check(Collection<?> ids) {
            if (!ids.stream().allMatch(id -> FORM.matcher(id.toString()).matches())) {
                throw new InputFault("NOT_AN_ID");
            }
            if (new HashSet<>(ids).size() < ids.size()) {
                throw new InputFault("TWICE");
            }
        }
    }
}
