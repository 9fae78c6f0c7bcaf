package cn.zhibu.probe;

import cn.zhibu.platform.input.CalendarYear;
import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.input.InOrder;
import cn.zhibu.platform.input.OneLine;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Enters;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.PageQuery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Takes a value of every kind and says what arrived. */
@RestController
@RequestMapping("/input")
class InputController {

    enum Choice {
        ONE,
        TWO
    }

    record Item(
            @NotBlank @Size(max = 5) String title,
            @NotNull @PositiveOrZero Integer votes) {}

    @InOrder({"born", "joinedOn", "fullOn"})
    record Everything(
            @NotNull @OneLine(value = 6, name = true) String name,
            @Size(min = 2, max = 8) @Nullable String text,
            @Dated(Dated.Of.BIRTH) @Nullable LocalDate born,
            @Nullable LocalDate joinedOn,
            @Nullable LocalDate fullOn,
            @Max(9) @Nullable Integer count,
            @DecimalMin("0.5") @DecimalMax("9000") @Nullable BigDecimal amount,
            @Nullable Boolean agreed,
            @Nullable Choice choice,
            @Identifier @Size(max = 3) @Nullable List<String> ids,
            @Size(max = 4) @Nullable Map<String, Object> values,
            @Nullable List<@Valid Item> items) {}

    @Enters
    @PostMapping
    Mono<Everything> take(@Valid @RequestBody Everything body, Caller caller) {
        return Mono.just(body);
    }

    @Reads
    @GetMapping("/{id}")
    Mono<Map<String, Object>> find(
            @PathVariable String id,
            @RequestParam @CalendarYear Integer year,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable List<String> ids,
            @RequestParam(required = false) @Nullable Choice choice,
            PageQuery page,
            Caller caller) {
        var seen = new LinkedHashMap<String, Object>();
        seen.put("id", id);
        seen.put("year", year);
        seen.put("from", String.valueOf(from));
        seen.put("q", String.valueOf(q));
        seen.put("ids", ids == null ? List.of() : ids);
        seen.put("choice", String.valueOf(choice));
        seen.put("page", page.page());
        return Mono.just(seen);
    }
}
