package cn.zhibu.member.grant;

import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.security.Administers;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Role;
import cn.zhibu.platform.security.SignedIn;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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
import reactor.core.publisher.Mono;

/** Grants over HTTP, and what a caller may know of himself. */
@RestController
@RequestMapping("/api/member/v1")
class GrantController {

    record Giving(
            @NotNull @Identifier String account,
            @NotNull Role role,
            @NotNull @Identifier String unit) {}

    record Revocation(@NotBlank @Size(max = 200) String reason) {}

    /** {@code followsPost}: it came with a secretary's post and ends with it. */
    record View(
            String id,
            String account,
            @Nullable String username,
            @Nullable String name,
            Role role,
            String unit,
            @Nullable String unitName,
            @Nullable String unitKind,
            LocalDate givenOn,
            @Nullable LocalDate revokedOn,
            boolean followsPost) {

        static View of(GrantService.Shown shown) {
            var grant = shown.grant();
            var holder = shown.holder();
            var place = shown.place();
            return new View(
                    grant.id(),
                    grant.account(),
                    holder == null ? null : holder.username(),
                    holder == null ? null : holder.name(),
                    grant.role(),
                    grant.scope().unit(),
                    place == null ? null : place.name(),
                    place == null ? null : place.kind(),
                    grant.givenOn(),
                    grant.revokedOn(),
                    grant.post() != null);
        }
    }

    /** {@code tenant} is the id of the bureau's root unit. */
    record SelfView(
            String account,
            @Nullable String username,
            @Nullable String name,
            boolean operator,
            @Nullable String tenant,
            @Nullable String bureauName,
            List<View> grants) {

        static SelfView of(GrantService.Self self) {
            var holder = self.holder();
            var bureau = self.bureau();
            return new SelfView(
                    self.caller().account(),
                    holder == null ? null : holder.username(),
                    holder == null ? null : holder.name(),
                    self.caller().operator(),
                    bureau == null ? null : bureau.id(),
                    bureau == null ? null : bureau.name(),
                    self.grants().stream().map(View::of).toList());
        }
    }

    /** Most accounts that are asked about at once. */
    private static final int ACCOUNTS = 100;

    private final GrantService service;

    GrantController(GrantService service) {
        this.service = service;
    }

    @SignedIn
    @GetMapping("/me")
    Mono<SelfView> self(Caller caller) {
        return service.self(caller).map(SelfView::of);
    }

    /** Those that stand, oldest first; {@code unit} and below, {@code account} one or several; {@code role} one. */
    @Administers
    @GetMapping("/grants")
    Mono<Page<View>> list(
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Size(max = ACCOUNTS) @Nullable List<String> account,
            @RequestParam(required = false) @Nullable Role role,
            PageQuery page,
            Caller caller) {
        return service.list(unit, account, role, page, caller).map(found -> found.map(View::of));
    }

    @Administers
    @PostMapping("/grants")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<View> give(@Valid @RequestBody Giving request, Caller caller) {
        return service.give(request.account(), request.role(), request.unit(), caller)
                .map(grant -> View.of(new GrantService.Shown(grant, null, null)));
    }

    @Administers
    @PostMapping("/grants/{id}/revocation")
    Mono<View> revoke(@PathVariable String id, @Valid @RequestBody Revocation request, Caller caller) {
        return service.revoke(id, request.reason(), caller)
                .map(grant -> View.of(new GrantService.Shown(grant, null, null)));
    }
}
