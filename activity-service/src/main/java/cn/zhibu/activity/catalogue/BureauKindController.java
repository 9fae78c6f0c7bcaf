package cn.zhibu.activity.catalogue;

import cn.zhibu.catalogue.Field.Privacy;
import cn.zhibu.catalogue.Field.Type;
import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.input.OneLine;
import cn.zhibu.platform.security.Administers;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Versioned;
import cn.zhibu.words.Words;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Kinds of a bureau over HTTP. A text that is not given in English stands there in Chinese. */
@RestController
@RequestMapping("/api/activity/v1/bureau-kinds")
@Administers
class BureauKindController {

    /** One choice; {@code id} stays what it is as long as it means the same. */
    record Choice(
            @NotNull @Identifier String id,
            @NotNull @OneLine(value = 40, name = true) String name,
            @OneLine(80) @Nullable String nameEn) {}

    /** Asked only when another field has this value. */
    record Condition(
            @NotNull @Identifier String field,
            @NotNull @Identifier String equals) {}

    /** A field: {@code ownA} and so on; {@code sum} says that its numbers are added up. */
    record Asked(
            @NotNull @Identifier String id,
            @NotNull Type type,
            @Nullable Boolean required,
            @Nullable Privacy privacy,
            @NotNull @OneLine(value = 40, name = true) String name,
            @OneLine(80) @Nullable String nameEn,
            @OneLine(200) @Nullable String help,
            @OneLine(200) @Nullable String helpEn,
            @Size(max = 100) @Nullable List<@Valid Choice> options,

            @DecimalMin("-1000000000000") @DecimalMax("1000000000000") @Nullable
            BigDecimal min,

            @DecimalMin("-1000000000000") @DecimalMax("1000000000000") @Nullable
            BigDecimal max,

            @Identifier @Nullable String measureUnit,
            @Valid @Nullable Condition when,
            @Nullable Boolean sum) {}

    /** {@code base} names the built-in kind to which fields are added; without it all of a kind is said. */
    record Defining(
            @NotNull @Identifier String unit,
            @Identifier @Nullable String base,
            @OneLine(value = 40, name = true) @Nullable String name,
            @OneLine(80) @Nullable String nameEn,
            @Identifier @Nullable String group,
            @OneLine(12) @Nullable String initials,
            @NotNull @Size(min = 1, max = 40) List<@Valid Asked> fields) {}

    /** All that is said from now on; what is left out is empty. {@code offered} false: new records do not ask for it. */
    record Redefining(
            @OneLine(value = 40, name = true) @Nullable String name,
            @OneLine(80) @Nullable String nameEn,
            @Identifier @Nullable String group,
            @OneLine(12) @Nullable String initials,
            @NotNull @Size(min = 1, max = 40) List<@Valid Asked> fields,
            @Nullable Boolean offered) {}

    /** The newest definition; {@code kindVersion} counts the definitions, {@code fields} are as forms read them. */
    record View(
            String id,
            boolean extending,
            @Nullable Map<String, String> names,
            @Nullable String group,
            @Nullable String initials,
            List<Field> fields,
            Set<String> sums,
            boolean offered,
            int kindVersion,
            long version)
            implements Versioned {

        static View of(BureauKind kind) {
            var newest = kind.newest();
            var definition = newest.definition();
            var about = definition.about();
            return new View(
                    kind.id(),
                    kind.extending(),
                    about == null ? null : about.names().texts(),
                    about == null ? null : about.group(),
                    about == null ? null : about.initials(),
                    definition.fields().stream().map(Field::of).toList(),
                    definition.sums(),
                    definition.offered(),
                    newest.number(),
                    Objects.requireNonNullElse(kind.version(), 0L));
        }
    }

    private final BureauKindService service;

    BureauKindController(BureauKindService service) {
        this.service = service;
    }

    @GetMapping
    Mono<List<View>> list(Caller caller) {
        return service.list(caller).map(kinds -> kinds.stream().map(View::of).toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<View> define(@Valid @RequestBody Defining request, Caller caller) {
        var said = new Redefining(
                request.name(), request.nameEn(), request.group(), request.initials(), request.fields(), true);
        return service.define(request.unit(), request.base(), definition(said, request.base() != null), caller)
                .map(View::of);
    }

    @PutMapping("/{id}")
    Mono<View> redefine(@PathVariable String id, @Valid @RequestBody Redefining request, Caller caller) {
        return service.redefine(id, extending -> definition(request, extending), caller)
                .map(View::of);
    }

    private static Definition definition(Redefining said, boolean extending) {
        var about = extending
                ? null
                : new Definition.About(
                        words(required("/name", said.name()), said.nameEn()),
                        required("/group", said.group()),
                        required("/initials", said.initials()));
        var sums = said.fields().stream()
                .filter(field -> Boolean.TRUE.equals(field.sum()))
                .map(Asked::id)
                .collect(Collectors.toUnmodifiableSet());
        var fields = said.fields().stream().map(BureauKindController::field).toList();
        return new Definition(about, fields, sums, !Boolean.FALSE.equals(said.offered()));
    }

    private static String required(String at, @Nullable String text) {
        if (text == null) {
            throw cn.zhibu.platform.problem.PlatformProblem.INVALID_INPUT.with(
                    List.of(cn.zhibu.process.problem.FieldFault.of(at, "REQUIRED")));
        }
        return text;
    }

    private static cn.zhibu.catalogue.Field field(Asked asked) {
        var when = asked.when();
        var options = Objects.requireNonNullElse(asked.options(), List.<Choice>of());
        return new cn.zhibu.catalogue.Field(
                asked.id(),
                asked.type(),
                Boolean.TRUE.equals(asked.required()),
                Objects.requireNonNullElse(asked.privacy(), Privacy.INTERNAL),
                words(asked.name(), asked.nameEn()),
                asked.help() == null ? null : words(asked.help(), asked.helpEn()),
                options.stream()
                        .map(each -> new cn.zhibu.catalogue.Field.Option(each.id(), words(each.name(), each.nameEn())))
                        .toList(),
                asked.min(),
                asked.max(),
                asked.type() == Type.MONEY ? "CNY" : asked.type().number() ? asked.measureUnit() : null,
                when == null ? null : new cn.zhibu.catalogue.Field.When(when.field(), when.equals()));
    }

    private static Words words(String zh, @Nullable String en) {
        return new Words(zh, en == null ? zh : en);
    }
}
