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
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The range of a day by what it dates; "today" is the day in China by the injected clock. */
@Target({FIELD, PARAMETER})
@Retention(RUNTIME)
@Constraint(validatedBy = Dated.Check.class)
public @interface Dated {

    Of value();

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** What a day can date. Earliest year, and how many years ahead it may lie. */
    enum Of {
        /** A person is born. */
        BIRTH(1900, 0),
        /** A person becomes one of a body. */
        JOINING(1920, 0),
        /** Something has happened. */
        EVENT(1950, 0),
        /** Something is founded, taken over or closed; it can be said a year before. */
        FOUNDING(1800, 1),
        /** A term of office begins. */
        TERM(1950, 0),
        /** Something is meant to happen. */
        PLAN(1950, 10),
        /** What it dates is checked by a form of its own, together with the other fields. */
        FORM(1800, 200);

        private final LocalDate earliest;
        private final int yearsAhead;

        Of(int earliest, int yearsAhead) {
            this.earliest = LocalDate.of(earliest, 1, 1);
            this.yearsAhead = yearsAhead;
        }

        /** The day itself, if it can date this. */
        public LocalDate check(LocalDate day, LocalDate today) {
            if (yearsAhead == 0 && day.isAfter(today)) {
                throw new InputFault("IN_THE_FUTURE");
            }
            return Dates.within(day, earliest, today.plusYears(yearsAhead));
        }
    }

    /** The check of a field. */
    final class Check implements ConstraintValidator<Dated, LocalDate> {

        private Of of = Of.EVENT;

        @Override
        public void initialize(Dated dated) {
            of = dated.value();
        }

        @Override
        public boolean isValid(@Nullable LocalDate day, ConstraintValidatorContext context) {
            return day == null
                    || Told.by(
                            context,
                            () -> of.check(
                                    day,
                                    LocalDate.now(context.getClockProvider().getClock())));
        }
    }
}
