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
import org.jspecify.annotations.Nullable;

/** A year of the calendar that somebody asks for or writes about. */
@Target({FIELD, PARAMETER})
@Retention(RUNTIME)
@Constraint(validatedBy = CalendarYear.Check.class)
public @interface CalendarYear {

    int EARLIEST = 1900;
    int LATEST = 2199;

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The check of a field or parameter. */
    final class Check implements ConstraintValidator<CalendarYear, Integer> {

        @Override
        public boolean isValid(@Nullable Integer year, ConstraintValidatorContext context) {
            return year == null || Told.by(context, () -> check(year));
        }

        private static void check(int year) {
            if (year < EARLIEST || year > LATEST) {
                throw new InputFault("NOT_A_YEAR", Integer.toString(EARLIEST), Integer.toString(LATEST));
            }
        }
    }
}
