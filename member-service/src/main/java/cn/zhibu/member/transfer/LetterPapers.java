package cn.zhibu.member.transfer;

import static cn.zhibu.member.transfer.TransferProblem.LETTER_NOT_OF_THIS;

import cn.zhibu.member.organisation.Place;
import cn.zhibu.member.organisation.UnitService;
import cn.zhibu.member.roster.MovingService;
import cn.zhibu.member.transfer.LetterPaper.Content;
import cn.zhibu.member.transfer.RelationTransfer.Kind;
import cn.zhibu.platform.observe.Audit;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Download;
import java.util.Locale;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Writes the letter that counts of a transfer to outside; that one was taken away is in the ledger before it leaves. */
@Component
class LetterPapers {

    private final MovingService moving;
    private final UnitService units;
    private final LetterPaper paper;
    private final Audit audit;

    LetterPapers(MovingService moving, UnitService units, LetterPaper paper, Audit audit) {
        this.moving = moving;
        this.units = units;
        this.paper = paper;
        this.audit = audit;
    }

    Mono<ResponseEntity<byte[]>> of(RelationTransfer transfer, Locale locale, Caller caller) {
        if (transfer.kind() != Kind.OUT) {
            return Mono.error(LETTER_NOT_OF_THIS.of());
        }
        return content(transfer, caller)
                .flatMap(content -> Mono.fromCallable(() -> paper.written(content, locale))
                        .subscribeOn(Schedulers.boundedElastic())
                        .delayUntil(bytes -> audit.downloaded("transfer", transfer.id(), "LETTER"))
                        .map(bytes -> Download.of(Download.WORD, bytes, paper.name(content, locale))));
    }

    private Mono<Content> content(RelationTransfer transfer, Caller caller) {
        var letter = transfer.letter();
        return moving.of(transfer.who().member())
                .zipWith(units.branchKnown(transfer.scope().unit(), caller).map(Place::name))
                .map(both -> {
                    var full = both.getT1().fullOn();
                    return new Content(
                            both.getT1().name(),
                            both.getT1().sex(),
                            full != null && !full.isAfter(letter.on()),
                            both.getT2(),
                            Objects.requireNonNull(transfer.way().outside()),
                            letter);
                });
    }
}
