package cn.zhibu.platform.input;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.util.ReflectionUtils;

/** Days of a record that follow each other, those that are not given left out; the later one is at fault. */
@Target(TYPE)
@Retention(RUNTIME)
@Constraint(validatedBy = InOrder.Check.class)
public @interface InOrder {

    /** Names of the components, the earliest first. */
    String[] value();

    /** Whether two may be the same day. */
    boolean strictly() default false;

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The check of a record. */
    final class Check implements ConstraintValidator<InOrder, Record> {

        private String[] names = {};
        private boolean strictly;

        @Override
        public void initialize(InOrder order) {
            names = order.value();
            strictly = order.strictly();
        }

        @Override
        public boolean isValid(@Nullable Record record, ConstraintValidatorContext context) {
            if (record == null) {
                return true;
            }
            LocalDate before = null;
            for (var name : names) {
                var day = day(record, name);
                if (before != null && day != null && (day.isBefore(before) || strictly && day.equals(before))) {
                    context.disableDefaultConstraintViolation();
                    context.buildConstraintViolationWithTemplate(
                                    Told.template(new InputFault(strictly ? "NOT_AFTER" : "TOO_EARLY", before)))
                            .addPropertyNode(name)
                            .addConstraintViolation();
                    return false;
                }
                before = day == null ? before : day;
            }
            return true;
        }

        private static @Nullable LocalDate day(Record record, String name) {
            var method = BeanUtils.findMethod(record.getClass(), name);
            if (method == null) {
                throw new IllegalStateException(record.getClass() + " has no " + name);
            }
            ReflectionUtils.makeAccessible(method);
            return (LocalDate) ReflectionUtils.invokeMethod(method, record);
        }
    }
}
