package cn.zhibu.platform.sheet;

import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.process.problem.FieldFault;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** What the rows of sheets become in a service; where there is one, the service has imports. */
public interface ImportTarget {

    /** What a sheet of this kind asks for today at the unit; nothing where there is no such kind. */
    Mono<Form> form(String kind, String unit, Caller caller);

    /** The unit for which rows of this kind are brought; nothing where there is none, or the caller may not enter for it. */
    Mono<Scope> place(String unit, String kind, Caller caller);

    /** Whether the caller may enter for the unit still. */
    boolean mayEnter(Scope scope, Caller caller);

    /** The names that stand in the sheet in place of ids. */
    Mono<Known> names(Form form, String unit, Caller caller);

    /** What would be refused of each, by its row: what entering it would say, and what one before it says already. */
    Mono<Map<Integer, List<FieldFault>>> faults(String unit, String kind, List<Candidate> all, Caller caller);

    /** Enters one; what comes of it is named by the command at hand. Answers its id. */
    Mono<String> enter(String unit, String kind, LocalDate day, Candidate one, Caller caller);

    /**
     * Takes back what was entered by the command of that name, unless somebody has changed it since. Answers whether it does not
     * count any more; nothing where there is none.
     */
    Mono<Boolean> takeBack(String id, String reason, Caller caller);
}
