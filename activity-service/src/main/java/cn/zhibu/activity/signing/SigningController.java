package cn.zhibu.activity.signing;

import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Enters;
import cn.zhibu.platform.security.Reads;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Signatures over HTTP. */
@RestController
@RequestMapping("/api/activity/v1/records/{id}/signatures")
class SigningController {

    /** {@code members} who signed on that day. */
    record Signed(
            @NotEmpty @Size(max = 1000) @Identifier List<String> members,
            @NotNull @Dated(Dated.Of.EVENT) LocalDate on) {}

    record Striking(
            @NotNull @Identifier String member,
            @NotBlank @Size(max = 200) String reason) {}

    record Line(String member, LocalDate on) {}

    /** {@code asked}: the members of the branch on the day of the letter. */
    record View(List<String> asked, List<Line> signed) {

        static View of(SigningService.Shown shown) {
            return new View(
                    List.copyOf(shown.asked()),
                    shown.signing().signatures().stream()
                            .map(signature -> new Line(signature.member(), signature.on()))
                            .toList());
        }
    }

    private final SigningService service;

    SigningController(SigningService service) {
        this.service = service;
    }

    @Reads
    @GetMapping
    Mono<View> of(@PathVariable String id, Caller caller) {
        return service.of(id, caller).map(View::of);
    }

    @Enters
    @PostMapping
    Mono<View> sign(@PathVariable String id, @Valid @RequestBody Signed request, Caller caller) {
        return service.sign(id, request.members(), request.on(), caller).map(View::of);
    }

    /** It was noted down by mistake. */
    @Enters
    @PostMapping("/removal")
    Mono<View> strike(@PathVariable String id, @Valid @RequestBody Striking request, Caller caller) {
        return service.strike(id, request.member(), request.reason(), caller).map(View::of);
    }
}
