package cn.zhibu.platform.problem;

import static cn.zhibu.platform.problem.PlatformProblem.*;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Sees in any failure the refusal it amounts to. Whatever has no name here is UNEXPECTED and is logged. */
final class Refusals {

    private static final Map<Integer, PlatformProblem> BY_STATUS = Map.of(
            400,
            UNREADABLE_BODY,
            401,
            NOT_SIGNED_IN,
            403,
            NOT_ALLOWED,
            404,
            NO_SUCH_PAGE,
            406,
            FORMAT_NOT_OFFERED,
            413,
            TOO_LARGE,
            415,
            FORMAT_NOT_READ,
            429,
            TOO_MANY_REQUESTS,
            503,
            SERVICE_UNAVAILABLE,
            504,
            TOOK_TOO_LONG);

    /** Bean Validation's constraint names in the words of the bundles. */
    private static final Map<String, String> CONSTRAINTS = Map.ofEntries(
            Map.entry("NotNull", "REQUIRED"),
            Map.entry("NotBlank", "REQUIRED"),
            Map.entry("NotEmpty", "REQUIRED"),
            Map.entry("Size", "TOO_LONG"),
            Map.entry("Min", "TOO_SMALL"),
            Map.entry("DecimalMin", "TOO_SMALL"),
            Map.entry("Positive", "TOO_SMALL"),
            Map.entry("PositiveOrZero", "TOO_SMALL"),
            Map.entry("Max", "TOO_LARGE"),
            Map.entry("DecimalMax", "TOO_LARGE"),
            Map.entry("PastOrPresent", "IN_THE_FUTURE"),
            Map.entry("Pattern", "WRONG_FORM"),
            Map.entry("Email", "WRONG_FORM"));

    private Refusals() {}

    static Problem of(Throwable failure) {
        if (failure instanceof Problem problem) {
            return problem;
        }
        if (failure instanceof WebExchangeBindException invalid) {
            return invalid(invalid);
        }
        if (failure instanceof ServerWebInputException input) {
            return unreadable(input);
        }
        if (failure instanceof MethodNotAllowedException method) {
            return METHOD_NOT_OFFERED.of(method.getHttpMethod());
        }
        if (failure instanceof ResponseStatusException status) {
            return byStatus(status.getStatusCode());
        }
        if (failure instanceof AccessDeniedException) {
            return NOT_ALLOWED.of();
        }
        if (failure instanceof AuthenticationServiceException) {
            return SERVICE_UNAVAILABLE.of(); // nobody could say whether the token is good
        }
        if (failure instanceof AuthenticationException) {
            return NOT_SIGNED_IN.of();
        }
        return ofTheStore(failure);
    }

    private static Problem ofTheStore(Throwable failure) {
        if (failure instanceof DuplicateKeyException) {
            return ALREADY_EXISTS.of();
        }
        if (failure instanceof OptimisticLockingFailureException) {
            return CHANGED_MEANWHILE.of();
        }
        if (StoreFailure.in(failure)) {
            return STORE_UNAVAILABLE.of();
        }
        if (failure instanceof TimeoutException) {
            return TOOK_TOO_LONG.of();
        }
        if (failure instanceof DataBufferLimitException) {
            return TOO_LARGE.of();
        }
        return anotherAway(failure) ? SERVICE_UNAVAILABLE.of() : UNEXPECTED.of();
    }

    /** Somebody who had to be asked, the identity server for its keys say, could not be reached or answered as one who starts. */
    private static boolean anotherAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WebClientRequestException
                    || cause instanceof WebClientResponseException answer
                            && answer.getStatusCode().is5xxServerError()) {
                return true;
            }
        }
        return false;
    }

    private static Problem byStatus(HttpStatusCode status) {
        var known = BY_STATUS.get(status.value());
        return (known == null ? UNEXPECTED : known).of();
    }

    private static Problem invalid(WebExchangeBindException invalid) {
        var faults = new ArrayList<FieldFault>();
        for (FieldError error : invalid.getFieldErrors()) {
            faults.add(fault(error));
        }
        return INVALID_INPUT.with(faults);
    }

    private static FieldFault fault(FieldError error) {
        var constraint = error.getCode() == null ? "" : error.getCode();
        var code = CONSTRAINTS.getOrDefault(constraint, "WRONG_FORM");
        var pointer = "/" + error.getField().replace("[", "/").replace("]", "").replace('.', '/');
        var limits = new ArrayList<Object>();
        var args = error.getArguments();
        for (int i = 1; args != null && i < args.length; i++) {
            if (!(args[i] instanceof MessageSourceResolvable)) {
                limits.add(args[i]);
            }
        }
        return new FieldFault(pointer, code, limits);
    }

    private static Problem unreadable(ServerWebInputException input) {
        var cause = input.getCause() instanceof DecodingException decoding ? decoding.getCause() : input.getCause();
        if (cause instanceof DatabindException databind && !databind.getPath().isEmpty()) {
            return UNREADABLE_BODY.with(
                    java.util.List.of(FieldFault.of(pointer(databind), "WRONG_TYPE", wanted(databind))));
        }
        var parameter = input.getMethodParameter();
        if (parameter != null
                && !parameter.hasParameterAnnotation(org.springframework.web.bind.annotation.RequestBody.class)) {
            var name = parameter.getParameterName();
            return UNREADABLE_PARAMETER.of(name == null ? "?" : name);
        }
        return UNREADABLE_BODY.of();
    }

    private static String pointer(DatabindException databind) {
        var pointer = new StringBuilder();
        for (var step : databind.getPath()) {
            pointer.append('/').append(step.getPropertyName() == null ? step.getIndex() : step.getPropertyName());
        }
        return pointer.toString();
    }

    private static String wanted(@Nullable Throwable cause) {
        var type = cause instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        return type == null ? "?" : type.getSimpleName().toLowerCase(Locale.ROOT);
    }
}
