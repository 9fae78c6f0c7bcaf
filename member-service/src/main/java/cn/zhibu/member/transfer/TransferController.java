package cn.zhibu.member.transfer;

import cn.zhibu.member.transfer.TransferService.Comer;
import cn.zhibu.member.transfer.TransferService.Paper;
import cn.zhibu.member.transfer.TransferService.Wish;
import cn.zhibu.member.transfer.TransferViews.Line;
import cn.zhibu.member.transfer.TransferViews.PointView;
import cn.zhibu.member.transfer.TransferViews.View;
import cn.zhibu.member.transfer.Transfers.Show;
import cn.zhibu.member.transfer.Transfers.Wanted;
import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.input.OneLine;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Looks;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import cn.zhibu.rules.TransferRules.About;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Transfers over HTTP. Which branch may do what is decided in the service. */
@RestController
@RequestMapping("/api/member/v1/transfers")
@Reads
class TransferController {

    private static final String WRITES = "hasAnyAuthority('ENTER', 'ADMINISTER')";

    /** The giving branch asks {@code to}, another branch of the bureau. {@code on}: the day that is wished. */
    record Asking(
            @NotNull @Identifier String member,
            @NotNull @Identifier String to,
            @NotNull @Dated(Dated.Of.PLAN) LocalDate on,
            @NotBlank @Size(max = 200) String reason) {}

    /** The receiving branch {@code unit} asks for somebody of another branch, known by name and identity number. */
    record Calling(
            @NotNull @Identifier String unit,
            @NotNull @OneLine(value = 40, name = true) String name,
            @NotBlank @Size(max = 24) String identityNumber,
            @NotNull @Dated(Dated.Of.PLAN) LocalDate on,
            @NotBlank @Size(max = 200) String reason) {}

    /** To {@code outside}, by the letter {@code number} of the day {@code on}; it holds {@code until}, or as long as the rules say. */
    record Sending(
            @NotNull @Identifier String member,
            @NotNull @OneLine(value = 80, name = true) String outside,
            @NotNull @OneLine(40) String number,
            @NotNull @Dated(Dated.Of.EVENT) LocalDate on,
            @Dated(Dated.Of.PLAN) @Nullable LocalDate until,
            @NotBlank @Size(max = 200) String reason) {}

    /** Somebody comes from {@code outside} by its letter; {@code member}: the file from an earlier time here. */
    record Coming(
            @NotNull @Identifier String unit,
            @NotNull @OneLine(value = 80, name = true) String outside,
            @NotNull @OneLine(40) String number,
            @NotNull @Dated(Dated.Of.EVENT) LocalDate on,
            @Dated(Dated.Of.PLAN) @Nullable LocalDate until,
            @NotNull @OneLine(value = 40, name = true) String name,
            @Identifier @Nullable String member,
            @Dated(Dated.Of.BIRTH) @Nullable LocalDate born,
            @NotNull Boolean full,
            @Dated(Dated.Of.JOINING) @Nullable LocalDate joinedPartyOn,
            @Dated(Dated.Of.JOINING) @Nullable LocalDate fullOn,
            @Size(max = 200) @Nullable String note) {

        Comer comer() {
            return new Comer(name, member, new Who.Standing(born, full, joinedPartyOn, fullOn));
        }
    }

    /** The day on which the membership changes; of a transfer to outside that of the receipt slip. */
    record Acceptance(
            @NotNull @Dated(Dated.Of.EVENT) LocalDate on,
            @Size(max = 200) @Nullable String note) {}

    record Reason(@NotBlank @Size(max = 200) String reason) {}

    record LetterRequest(
            @NotNull @OneLine(40) String number,
            @NotNull @Dated(Dated.Of.EVENT) LocalDate on,
            @Dated(Dated.Of.PLAN) @Nullable LocalDate until,
            @Size(max = 200) @Nullable String note) {}

    private final TransferService service;
    private final TransferReading reading;
    private final Clock clock;

    TransferController(TransferService service, TransferReading reading, Clock clock) {
        this.service = service;
        this.reading = reading;
        this.clock = clock;
    }

    /** Those that wait for a branch, all under way, or those that are over; due {@code until} a day. */
    @GetMapping
    Mono<Page<Line>> list(
            @RequestParam(required = false) @Identifier @Nullable String unit,
            @RequestParam(defaultValue = "OPEN") Show show,
            @RequestParam(required = false) @Nullable LocalDate until,
            PageQuery page,
            Caller caller) {
        return reading.list(new Wanted(unit, show, until), page, caller)
                .map(found -> found.map(shown -> Line.of(shown, today())));
    }

    /** What the rules say of transfers, by what each point is about. */
    @GetMapping("/rules")
    Mono<Map<About, PointView>> rules() {
        var points = new TreeMap<About, PointView>();
        for (var about : About.values()) {
            points.put(about, PointView.of(reading.rules().point(about, today()), null));
        }
        return Mono.just(points);
    }

    @Looks("transfer")
    @GetMapping("/{id}")
    Mono<View> one(@PathVariable String id, Caller caller) {
        return answer(service.one(id, caller), caller);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize(WRITES)
    Mono<View> ask(@Valid @RequestBody Asking request, Caller caller) {
        var wish = new Wish(request.on(), request.reason());
        return answer(service.ask(request.member(), request.to(), wish, caller), caller);
    }

    @PostMapping("/calls")
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize(WRITES)
    Mono<View> call(@Valid @RequestBody Calling request, Caller caller) {
        var wish = new Wish(request.on(), request.reason());
        return answer(service.request(request.unit(), request.name(), request.identityNumber(), wish, caller), caller);
    }

    @PostMapping("/departures")
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize(WRITES)
    Mono<View> sendOut(@Valid @RequestBody Sending request, Caller caller) {
        var paper = new Paper(request.number(), request.on(), request.until());
        var wish = new Wish(request.on(), request.reason());
        return answer(service.sendOut(request.member(), request.outside(), paper, wish, caller), caller);
    }

    @PostMapping("/arrivals")
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize(WRITES)
    Mono<View> takeIn(@Valid @RequestBody Coming request, Caller caller) {
        var paper = new Paper(request.number(), request.on(), request.until());
        return answer(
                service.takeIn(request.unit(), request.outside(), paper, request.comer(), request.note(), caller),
                caller);
    }

    @PostMapping("/{id}/acceptance")
    @PreAuthorize(WRITES)
    Mono<View> accept(@PathVariable String id, @Valid @RequestBody Acceptance request, Caller caller) {
        return answer(service.accept(id, request.on(), request.note(), caller), caller);
    }

    /** Not without a reason. */
    @PostMapping("/{id}/refusal")
    @PreAuthorize(WRITES)
    Mono<View> refuse(@PathVariable String id, @Valid @RequestBody Reason request, Caller caller) {
        return answer(service.refuse(id, request.reason(), caller), caller);
    }

    @PostMapping("/{id}/withdrawal")
    @PreAuthorize(WRITES)
    Mono<View> withdraw(@PathVariable String id, @Valid @RequestBody Reason request, Caller caller) {
        return answer(service.withdraw(id, request.reason(), caller), caller);
    }

    /** Another letter in the place of one that has run out or was lost. */
    @PostMapping("/{id}/letters")
    @PreAuthorize(WRITES)
    Mono<View> issue(@PathVariable String id, @Valid @RequestBody LetterRequest request, Caller caller) {
        var paper = new Paper(request.number(), request.on(), request.until());
        return answer(service.issue(id, paper, request.note(), caller), caller);
    }

    private Mono<View> answer(Mono<RelationTransfer> found, Caller caller) {
        return found.flatMap(transfer -> reading.opened(transfer, caller))
                .map(opened -> TransferViews.view(opened, reading.rules(), today(), caller));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
