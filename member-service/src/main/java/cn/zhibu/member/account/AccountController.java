package cn.zhibu.member.account;

import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.input.OneLine;
import cn.zhibu.platform.security.Administers;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.platform.web.Versioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Accounts over HTTP, for the administrators of a bureau. */
@RestController
@RequestMapping("/api/member/v1/accounts")
@Administers
class AccountController {

    record Opening(
            @NotBlank @Pattern(regexp = "[a-z][a-z0-9._-]{1,29}")
            String username,

            @NotNull @OneLine(value = 40, name = true) String name,
            @Identifier @Nullable String member) {}

    record Reopening(@NotBlank @Size(max = 200) String reason) {}

    /** {@code lastSignIn}: in lists, when its owner signed in the last time. */
    record View(
            String id,
            String username,
            String name,
            @Nullable String member,
            LocalDate openedOn,
            @Nullable LocalDate closedOn,
            @Nullable String reason,
            @Nullable Instant lastSignIn,
            long version)
            implements Versioned {

        static View of(Account account) {
            return of(new AccountService.Shown(account, null));
        }

        static View of(AccountService.Shown shown) {
            var account = shown.account();
            var version = account.version();
            return new View(
                    account.id(),
                    account.username(),
                    account.name(),
                    account.member(),
                    account.openedOn(),
                    account.closedOn(),
                    account.reason(),
                    shown.lastSignIn(),
                    version == null ? 0 : version);
        }
    }

    record NameView(String id, String username, String name) {}

    private final AccountService service;

    AccountController(AccountService service) {
        this.service = service;
    }

    /** Accounts by user name; {@code q} is the beginning of one. */
    @GetMapping
    Mono<Page<View>> list(@RequestParam(required = false) @Nullable String q, PageQuery page, Caller caller) {
        return service.list(q, page, caller).map(found -> found.map(View::of));
    }

    /** Accounts by their ids, at most 100 at once, by user name. */
    @GetMapping("/some")
    Mono<List<View>> some(@RequestParam @Size(max = 100) List<String> ids, Caller caller) {
        return service.some(ids, caller)
                .map(found -> found.stream().map(View::of).toList());
    }

    /** Who is behind accounts that a ledger or a comment names by their ids; at most 100 at once. */
    @Reads
    @GetMapping("/names")
    Flux<NameView> names(@RequestParam List<String> ids, Caller caller) {
        return service.named(ids, caller)
                .map(account -> new NameView(account.id(), account.username(), account.name()));
    }

    @GetMapping("/{id}")
    Mono<View> one(@PathVariable String id, Caller caller) {
        return service.one(id, caller).map(View::of);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<View> open(@Valid @RequestBody Opening request, Caller caller) {
        return service.open(request.username(), request.name(), request.member(), caller)
                .map(View::of);
    }

    /** Shown once: it lies nowhere, must be changed at the first login and voids the one before. */
    @PostMapping("/{id}/one-time-password")
    Mono<Credentials> oneTimePassword(@PathVariable String id, Caller caller) {
        return service.oneTimePassword(id, caller);
    }

    @PostMapping("/{id}/reopening")
    Mono<View> reopen(@PathVariable String id, @Valid @RequestBody Reopening request, Caller caller) {
        return service.reopen(id, request.reason(), caller).map(View::of);
    }
}
