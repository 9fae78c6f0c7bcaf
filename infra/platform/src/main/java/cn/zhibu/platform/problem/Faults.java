package cn.zhibu.platform.problem;

import cn.zhibu.platform.input.InputFault;
import cn.zhibu.platform.input.Told;
import cn.zhibu.process.problem.FieldFault;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;

/** Says of each field that did not pass what is wrong with it, by the kind of value: a list is not too long as a text is. */
final class Faults {

    private static final Pattern LIST_ELEMENT = Pattern.compile("\\.?<[^>]*>");

    /** Bean Validation's constraint names in the words of the bundles. */
    private static final Map<String, String> CONSTRAINTS = Map.ofEntries(
            Map.entry("NotNull", "REQUIRED"),
            Map.entry("NotBlank", "REQUIRED"),
            Map.entry("NotEmpty", "REQUIRED"),
            Map.entry("Min", "TOO_SMALL"),
            Map.entry("DecimalMin", "TOO_SMALL"),
            Map.entry("Positive", "TOO_SMALL"),
            Map.entry("PositiveOrZero", "TOO_SMALL"),
            Map.entry("Max", "TOO_LARGE"),
            Map.entry("DecimalMax", "TOO_LARGE"),
            Map.entry("Digits", "TOO_MANY_DIGITS"),
            Map.entry("Past", "IN_THE_FUTURE"),
            Map.entry("PastOrPresent", "IN_THE_FUTURE"),
            Map.entry("Future", "NOT_IN_THE_FUTURE"),
            Map.entry("FutureOrPresent", "NOT_IN_THE_FUTURE"),
            Map.entry("Email", "NOT_AN_ADDRESS"));

    private Faults() {}

    static List<FieldFault> of(List<FieldError> errors) {
        return errors.stream().map(Faults::of).toList();
    }

    /** Of what stands beside the body: parameters of the address; and of the body where both are looked at. */
    static List<FieldFault> of(ParameterValidationResult result) {
        if (result instanceof ParameterErrors body) {
            return of(body.getFieldErrors());
        }
        var name = Objects.requireNonNullElse(result.getMethodParameter().getParameterName(), "?");
        var faults = new ArrayList<FieldFault>();
        for (var error : result.getResolvableErrors()) {
            faults.add(fault("/" + name, error, result.getArgument()));
        }
        return faults;
    }

    static FieldFault of(String pointer, InputFault fault) {
        return new FieldFault(pointer, fault.code(), fault.args());
    }

    /** What was wanted where a value of another type stood. */
    static String wanted(@Nullable Class<?> type) {
        if (type == null) {
            return "WRONG_FORM";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "NOT_A_LIST";
        }
        if (type == LocalDate.class) {
            return "NOT_A_DATE";
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return "NOT_A_TIME";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "NOT_YES_OR_NO";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "NOT_A_NUMBER";
        }
        if (type.isEnum()) {
            return "NOT_AN_OPTION";
        }
        return CharSequence.class.isAssignableFrom(type) ? "NOT_TEXT" : "NOT_A_GROUP";
    }

    /** The fault that some part of the platform's door has found, however deep it lies. */
    static @Nullable InputFault typed(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InputFault typed) {
                return typed;
            }
        }
        return null;
    }

    private static FieldFault of(FieldError error) {
        var pointer = "/"
                + LIST_ELEMENT
                        .matcher(error.getField())
                        .replaceAll("")
                        .replace("[", "/")
                        .replace("]", "")
                        .replace('.', '/');
        if (error.contains(TypeMismatchException.class)) {
            var mismatch = error.unwrap(TypeMismatchException.class);
            var typed = typed(mismatch);
            return typed == null ? FieldFault.of(pointer, wanted(mismatch.getRequiredType())) : of(pointer, typed);
        }
        return fault(pointer, error, error.getRejectedValue());
    }

    private static FieldFault fault(String pointer, MessageSourceResolvable error, @Nullable Object rejected) {
        var message = Objects.requireNonNullElse(error.getDefaultMessage(), "");
        if (Told.in(message)) {
            return of(pointer, Told.fault(message));
        }
        var codes = error.getCodes();
        var constraint = codes == null || codes.length == 0 ? "" : codes[codes.length - 1];
        var limits = limits(error.getArguments());
        return switch (constraint) {
            case "Size" -> size(pointer, limits, rejected);
            case "Positive" -> FieldFault.of(pointer, "TOO_SMALL", 1);
            case "PositiveOrZero" -> FieldFault.of(pointer, "TOO_SMALL", 0);
            default -> new FieldFault(pointer, CONSTRAINTS.getOrDefault(constraint, "WRONG_FORM"), limits);
        };
    }

    /** The attributes of {@code @Size} come by their names: max, then min. */
    private static FieldFault size(String pointer, List<Object> limits, @Nullable Object rejected) {
        long most = limits.size() > 1 && limits.get(0) instanceof Integer max ? max : Integer.MAX_VALUE;
        boolean list = rejected instanceof Collection<?> || rejected instanceof Map<?, ?>;
        long size = rejected instanceof Collection<?> all
                ? all.size()
                : rejected instanceof Map<?, ?> map ? map.size() : characters(rejected);
        if (size > most) {
            return FieldFault.of(pointer, list ? "TOO_MANY" : "TOO_LONG", most);
        }
        return FieldFault.of(pointer, list ? "TOO_FEW" : "TOO_SHORT", limits.get(limits.size() - 1));
    }

    private static long characters(@Nullable Object rejected) {
        return rejected instanceof CharSequence text ? text.codePoints().count() : Long.MAX_VALUE;
    }

    /** Numbers and words of the constraint; whether a limit belongs to its range is not for people. */
    private static List<Object> limits(Object @Nullable [] args) {
        var limits = new ArrayList<Object>();
        for (int at = 1; args != null && at < args.length; at++) {
            var limit = args[at] instanceof MessageSourceResolvable text ? text.getDefaultMessage() : args[at];
            if (limit != null && !(limit instanceof Boolean)) {
                limits.add(limit);
            }
        }
        return limits;
    }
}
