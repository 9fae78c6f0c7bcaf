package cn.zhibu.member.dues;

import cn.zhibu.member.dues.DuesViews.*;
import cn.zhibu.platform.input.CalendarYear;
import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.input.Identifier;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.security.Enters;
import cn.zhibu.platform.security.Looks;
import cn.zhibu.platform.security.Reads;
import cn.zhibu.platform.security.SignedIn;
import cn.zhibu.platform.web.Page;
import cn.zhibu.platform.web.PageQuery;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Dues over HTTP; the id in a path is that of the branch. */
@RestController
@RequestMapping("/api/member/v1/dues")
class DuesController {

    record StandardLine(
            @NotNull @Identifier String member,
            @NotNull @Pattern(regexp = "[A-Z_]{1,20}") String category,

            @DecimalMin("0") @DecimalMax("1000000") @Nullable
            BigDecimal base) {

        DuesService.Wanted wanted() {
            return new DuesService.Wanted(member, category, base);
        }
    }

    /** In force from {@code month} of {@code year} on; {@code reason} where it changes what holds in the year already. */
    record Fixing(
            @NotNull @CalendarYear Integer year,
            @NotNull @Min(1) @Max(12) Integer month,
            @NotEmpty @Size(max = 500) List<@Valid StandardLine> lines,
            @Size(max = 200) @Nullable String reason) {}

    /** {@code amount} in yuan; without one what stands there is taken back. */
    record PaymentLine(
            @NotNull @Identifier String member,
            @NotNull @Min(1) @Max(12) Integer month,

            @DecimalMin("0.01") @DecimalMax("1000000") @Nullable
            BigDecimal amount) {

        Payment payment() {
            return new Payment(member, month, amount);
        }
    }

    /** {@code on}: the day on which it was handed in; {@code reason} where it changes what stands there already. */
    record Paying(
            @NotNull @CalendarYear Integer year,
            @NotNull @Dated(Dated.Of.EVENT) LocalDate on,
            @NotEmpty @Size(max = 2000) List<@Valid PaymentLine> lines,
            @Size(max = 200) @Nullable String reason) {}

    record Publishing(
            @NotNull @CalendarYear Integer year,
            @NotNull @Dated(Dated.Of.EVENT) LocalDate on) {}

    record Unpublishing(
            @NotNull @CalendarYear Integer year,
            @NotBlank @Size(max = 200) String reason) {}

    private final DuesService service;
    private final DuesReading reading;
    private final Clock clock;

    DuesController(DuesService service, DuesReading reading, Clock clock) {
        this.service = service;
        this.reading = reading;
        this.clock = clock;
    }

    /** How dues are reckoned today, and what the regulation says besides. */
    @SignedIn
    @GetMapping("/rates")
    Mono<RatesView> rates(Caller caller) {
        return reading.rates(caller).map(rates -> RatesView.of(rates, LocalDate.now(clock)));
    }

    /** The own dues of the member whose own account it is; nothing for other accounts. */
    @SignedIn
    @GetMapping("/own")
    Mono<List<OwnView>> own(@RequestParam(required = false) @CalendarYear @Nullable Integer year, Caller caller) {
        return reading.own(year, caller).map(OwnView::of);
    }

    /** Branches in the order of the tree, each with its year in numbers. */
    @Reads
    @GetMapping("/branches")
    Mono<Page<BranchView>> branches(
            @RequestParam(required = false) @Nullable String below,
            @RequestParam(required = false) @CalendarYear @Nullable Integer year,
            PageQuery page,
            Caller caller) {
        return reading.branches(below, year, page, caller).map(found -> found.map(BranchView::of));
    }

    /** Members, standards, what is owed and paid, for the branch alone; {@code on}: arrears as of that day. */
    @Enters
    @Looks("dues")
    @GetMapping("/{id}")
    Mono<YearView> year(
            @PathVariable String id,
            @RequestParam(required = false) @CalendarYear @Nullable Integer year,
            @RequestParam(required = false) @Nullable LocalDate on,
            Caller caller) {
        return reading.year(id, year, on, caller).map(YearView::of);
    }

    /** Every act on the payments of a year, oldest first, with what stood there before it. */
    @Enters
    @Looks("dues")
    @GetMapping("/{id}/acts")
    Mono<List<ActView>> acts(
            @PathVariable String id,
            @RequestParam(required = false) @CalendarYear @Nullable Integer year,
            Caller caller) {
        return reading.earlier(id, year, caller)
                .map(all -> all.stream().map(ActView::of).toList());
    }

    @Reads
    @GetMapping("/{id}/statement")
    Mono<StatementView> statement(
            @PathVariable String id,
            @RequestParam(required = false) @CalendarYear @Nullable Integer year,
            Caller caller) {
        return reading.statement(id, year, caller).map(StatementView::of);
    }

    /** All of the lines or none. */
    @Enters
    @PostMapping("/{id}/standards")
    Mono<YearView> fix(@PathVariable String id, @Valid @RequestBody Fixing request, Caller caller) {
        var wanted = request.lines().stream().map(StandardLine::wanted).toList();
        return service.fix(id, LocalDate.of(request.year(), request.month(), 1), wanted, request.reason(), caller)
                .flatMap(done -> reading.year(id, request.year(), null, caller))
                .map(YearView::of);
    }

    /** Enters, corrects and takes back: all of the lines or none. */
    @Enters
    @PostMapping("/{id}/payments")
    Mono<YearView> pay(@PathVariable String id, @Valid @RequestBody Paying request, Caller caller) {
        var payments = request.lines().stream().map(PaymentLine::payment).toList();
        return service.pay(id, request.year(), request.on(), payments, request.reason(), caller)
                .flatMap(done -> reading.year(id, request.year(), null, caller))
                .map(YearView::of);
    }

    /** The statement was made known to the members on that day. */
    @Enters
    @PostMapping("/{id}/publication")
    Mono<StatementView> publish(@PathVariable String id, @Valid @RequestBody Publishing request, Caller caller) {
        return service.publish(id, request.year(), request.on(), caller)
                .flatMap(done -> reading.statement(id, request.year(), caller))
                .map(StatementView::of);
    }

    @Enters
    @PostMapping("/{id}/publication/withdrawal")
    Mono<StatementView> withdrawPublication(
            @PathVariable String id, @Valid @RequestBody Unpublishing request, Caller caller) {
        return service.withdrawPublication(id, request.year(), request.reason(), caller)
                .flatMap(done -> reading.statement(id, request.year(), caller))
                .map(StatementView::of);
    }
}
