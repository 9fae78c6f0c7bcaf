package cn.zhibu.platform.input;

import jakarta.validation.ConstraintValidatorContext;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How a constraint tells its fault: a message of the form {@code #CODE|value|value}, which no person reads. */
public final class Told {

    private static final String MARK = "#";
    private static final String BETWEEN = "|";

    private Told() {}

    /** Whether the check passes; if not, its fault is what the constraint says. */
    static boolean by(ConstraintValidatorContext context, Runnable check) {
        try {
            check.run();
            return true;
        } catch (InputFault fault) {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(template(fault)).addConstraintViolation();
            return false;
        }
    }

    static String template(InputFault fault) {
        var values = fault.args().stream().map(Object::toString).collect(Collectors.joining(BETWEEN));
        return MARK + fault.code() + (values.isEmpty() ? "" : BETWEEN + values);
    }

    public static boolean in(String message) {
        return message.startsWith(MARK);
    }

    /** The fault that a constraint has told. */
    public static InputFault fault(String message) {
        List<String> parts = Arrays.asList(message.substring(MARK.length()).split("\\|"));
        return new InputFault(parts.get(0), parts.subList(1, parts.size()).toArray());
    }
}
