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

/** A text of one line, of at most so many characters; as a name it has at least one letter or digit. */
@Target({FIELD, PARAMETER})
@Retention(RUNTIME)
@Constraint(validatedBy = OneLine.Check.class)
public @interface OneLine {

    /** Most characters. */
    int value();

    boolean name() default false;

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The check of a field. */
    final class Check implements ConstraintValidator<OneLine, CharSequence> {

        private int most;
        private boolean name;

        @Override
        public void initialize(OneLine line) {
            most = line.value();
            name = line.name();
        }

        @Override
        public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
            return text == null || Told.by(context, () -> check(text));
        }

        private void check(CharSequence text) {
            if (Texts.length(text) > most) {
                throw new InputFault("TOO_LONG", most);
            }
            if (text.chars().anyMatch(one -> one == '\n' || one == '\t')) {
                throw new InputFault("NOT_ONE_LINE");
            }
            if (name && text.codePoints().noneMatch(Character::isLetterOrDigit)) {
                throw new InputFault("NOT_A_NAME");
            }
        }
    }
}
