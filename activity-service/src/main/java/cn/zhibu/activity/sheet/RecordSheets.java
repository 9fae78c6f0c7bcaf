package cn.zhibu.activity.sheet;

import static cn.zhibu.platform.security.Capability.ENTER;

import cn.zhibu.activity.catalogue.Field;
import cn.zhibu.activity.catalogue.Kind;
import cn.zhibu.activity.catalogue.KindService;
import cn.zhibu.activity.record.RecordBatchService;
import cn.zhibu.activity.roster.Place;
import cn.zhibu.activity.roster.RosterService;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.platform.sheet.Candidate;
import cn.zhibu.platform.sheet.Form;
import cn.zhibu.platform.sheet.ImportTarget;
import cn.zhibu.platform.sheet.Known;
import cn.zhibu.process.problem.FieldFault;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Rows become records of a branch and kind; campaigns alone cannot be typed into a sheet. */
@Component
class RecordSheets implements ImportTarget {

    private static final String CAMPAIGN = "campaign";

    private final KindService kinds;
    private final RosterService roster;
    private final RecordBatchService records;
    private final SheetNames names;

    RecordSheets(KindService kinds, RosterService roster, RecordBatchService records, SheetNames names) {
        this.kinds = kinds;
        this.roster = roster;
        this.records = records;
        this.names = names;
    }

    @Override
    public Mono<Form> form(String kind, String unit, Caller caller) {
        return kinds.form(kind).map(RecordSheets::form);
    }

    private static Form form(Kind kind) {
        var fields = kind.fields().stream()
                .filter(field -> !CAMPAIGN.equals(field.type()))
                .map(RecordSheets::field)
                .toList();
        return new Form(kind.id(), kind.version(), kind.names(), kind.dateNames(), null, fields);
    }

    private static Form.Field field(Field field) {
        var options = field.options();
        var when = field.when();
        return new Form.Field(
                field.id(),
                field.type(),
                field.required(),
                field.names(),
                null,
                options == null
                        ? null
                        : options.stream()
                                .map(option -> new Form.Option(option.id(), option.names(), null))
                                .toList(),
                field.min(),
                field.max(),
                when == null ? null : new Form.When(when.field(), when.equals()));
    }

    @Override
    public Mono<Scope> place(String unit, String kind, Caller caller) {
        return roster.place(unit, ENTER, caller)
                .filter(place -> "BRANCH".equals(place.kind()))
                .map(Place::scope);
    }

    @Override
    public boolean mayEnter(Scope scope, Caller caller) {
        return caller.may(ENTER, scope);
    }

    @Override
    public Mono<Known> names(Form form, String unit, Caller caller) {
        return names.of(form, unit, caller);
    }

    @Override
    public Mono<Map<Integer, List<FieldFault>>> faults(String unit, String kind, List<Candidate> all, Caller caller) {
        return records.faults(unit, kind, all, caller);
    }

    @Override
    public Mono<String> enter(String unit, String kind, LocalDate day, Candidate one, Caller caller) {
        return records.enter(unit, kind, day, one, caller);
    }

    @Override
    public Mono<Boolean> takeBack(String id, String reason, Caller caller) {
        return records.takeBack(id, reason, caller);
    }
}
