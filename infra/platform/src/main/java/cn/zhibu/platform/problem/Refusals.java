package cn.zhibu.platform.problem;

import static cn.zhibu.platform.problem.PlatformProblem.*;

import cn.zhibu.process.StoreFailure;
import cn.zhibu.process.problem.FieldFault;
import cn.zhibu.process.problem.FieldName;
import cn.zhibu.process.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
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

    private Refusals() {}

    static Problem of(Throwable failure) {
        if (failure instanceof Problem problem) {
            return problem;
        }
        if (failure instanceof WebExchangeBindException invalid) {
            var faults = Faults.of(invalid.getFieldErrors());
            var ofAddress = invalid.getFieldErrors().stream().anyMatch(FieldError::isBindingFailure);
            return ofAddress ? parameters(faults) : INVALID_INPUT.with(faults);
        }
        if (failure instanceof HandlerMethodValidationException invalid) {
            return beside(invalid);
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
        if (failure instanceof Taken taken) {
            return taken.problem();
        }
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

    /**
     * Somebody who had to be asked, the identity server for its keys say, could not be reached, did not answer in time,
     * answered as one who starts, or ended in the middle of an answer.
     */
    private static boolean anotherAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WebClientRequestException
                    || cause instanceof TimeoutException
                    || cause instanceof WebClientResponseException answer
                            && (answer.getStatusCode().is5xxServerError() || answer.getCause() != null)) {
                return true;
            }
        }
        return false;
    }

    private static Problem byStatus(HttpStatusCode status) {
        var known = BY_STATUS.get(status.value());
        return (known == null ? UNEXPECTED : known).of();
    }

    private static Problem beside(HandlerMethodValidationException invalid) {
        var faults = new ArrayList<FieldFault>();
        invalid.getParameterValidationResults().forEach(result -> faults.addAll(Faults.of(result)));
        boolean ofBody = invalid.getParameterValidationResults().stream().anyMatch(ParameterErrors.class::isInstance);
        return ofBody || faults.isEmpty() ? INVALID_INPUT.with(faults) : parameters(faults);
    }

    private static Problem parameters(List<FieldFault> faults) {
        return new Problem(
                UNREADABLE_PARAMETER, List.of(new FieldName(faults.get(0).pointer())), faults);
    }

    private static Problem unreadable(ServerWebInputException input) {
        var typed = Faults.typed(input);
        var json = unread(input);
        if (json != null) {
            var pointer = pointer(json);
            if (typed != null) {
                return INVALID_INPUT.with(List.of(Faults.of(pointer, typed)));
            }
            return pointer.isEmpty()
                    ? UNREADABLE_BODY.of()
                    : UNREADABLE_BODY.with(List.of(FieldFault.of(pointer, wanted(json))));
        }
        var parameter = input.getMethodParameter();
        if (parameter != null && !parameter.hasParameterAnnotation(RequestBody.class)) {
            var pointer = "/" + Objects.requireNonNullElse(parameter.getParameterName(), "?");
            return parameters(List.of(typed == null ? misfit(pointer, input) : Faults.of(pointer, typed)));
        }
        return UNREADABLE_BODY.of();
    }

    /** A parameter that is missing, or one that its type cannot be made from. */
    private static FieldFault misfit(String pointer, ServerWebInputException input) {
        return input.getCause() instanceof TypeMismatchException mismatch
                ? FieldFault.of(pointer, Faults.wanted(mismatch.getRequiredType()))
                : FieldFault.of(pointer, "REQUIRED");
    }

    private static @Nullable JacksonException unread(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException json) {
                return json;
            }
        }
        return null;
    }

    private static String pointer(JacksonException json) {
        var pointer = new StringBuilder();
        for (var step : json.getPath()) {
            pointer.append('/').append(step.getPropertyName() == null ? step.getIndex() : step.getPropertyName());
        }
        return pointer.toString();
    }

    private static String wanted(JacksonException cause) {
        if (cause instanceof InputCoercionException coercion) {
            return Faults.wanted(coercion.getTargetType());
        }
        return Faults.wanted(cause instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null);
    }
}
