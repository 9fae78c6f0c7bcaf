package cn.zhibu.activity.paper;

import cn.zhibu.platform.file.Allowance;
import cn.zhibu.platform.observe.Audit;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.web.Download;
import java.util.Locale;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Writes papers of meetings, two at a time; that one was taken away is in the ledger before it leaves. */
@Service
public class PaperService {

    private static final long MEMORY = 16L << 20; // bytes, for all of them
    private static final long WRITING = 8L << 20; // bytes, for one: five hundred names and twenty thousand characters
    private static final int AT_ONCE = 2;
    private static final int WAITING = 100;

    /** Of what a paper is, as the ledger names it: session, plan or unit, and its id. */
    public record Subject(String kind, String id) {}

    private final PaperNames names;
    private final PaperWords words;
    private final Audit audit;
    private final Allowance allowance = new Allowance("meeting-papers", MEMORY, AT_ONCE, WAITING);

    PaperService(PaperNames names, PaperWords words, Audit audit) {
        this.names = names;
        this.words = words;
        this.audit = audit;
    }

    /** The paper as an answer. The meeting is one that the caller may read, as far as he may. */
    public Mono<ResponseEntity<byte[]>> printed(
            Subject subject, Meeting meeting, Sheet sheet, Locale locale, Caller caller) {
        return names.of(meeting.unit(), meeting.named(sheet), locale, caller)
                .map(known -> new Layout(words, locale, meeting, known))
                .flatMap(layout -> allowance.during(WRITING, () -> layout.written(sheet)))
                .delayUntil(paper -> audit.downloaded(subject.kind(), subject.id(), sheet.name()))
                .map(paper -> Download.of(Download.WORD, paper, fileName(meeting, sheet, locale)));
    }

    private String fileName(Meeting meeting, Sheet sheet, Locale locale) {
        var day = meeting.head().date();
        return words.of(locale, "sheet." + sheet.name()) + (day == null ? "" : " " + day) + ".docx";
    }
}
