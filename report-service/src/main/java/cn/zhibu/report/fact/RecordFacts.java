package cn.zhibu.report.fact;

import cn.zhibu.catalogue.CatalogueService;
import cn.zhibu.catalogue.Kind;
import cn.zhibu.catalogue.OtherSide;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.event.Received;
import cn.zhibu.report.fact.FactSet.Origin;
import cn.zhibu.report.fact.Measuring.Subject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one record version. A record with another side has two sets: of the branch that gave, and, while it is
 * confirmed, of the one that received; what was refused is a fact of nobody. Every event makes both anew.
 */
final class RecordFacts {

    private static final String RECEIVED = "#" + OtherSide.RECEIVED;
    private static final String CONFIRMED = "CONFIRMED";
    private static final String REFUSED = "REFUSED";

    record Other(String unit, List<String> ancestors, String answer) {

        boolean confirmed() {
            return answer.equals(CONFIRMED);
        }
    }

    record Entered(
            String record,
            String kind,
            @Nullable Integer kindVersion,
            String unit,
            List<String> ancestors,
            LocalDate date,
            @Nullable Map<String, Object> values,
            @Nullable Boolean imported,
            @Nullable LocalDate enteredOn,
            @Nullable Other other) {

        Map<String, Object> typed() {
            return values == null ? Map.of() : values;
        }

        Scope scope() {
            return new Scope(unit, ancestors);
        }
    }

    record RecordWithdrawn(String record, String kind, String unit, List<String> ancestors) {}

    private final CatalogueService catalogue;
    private final Making making;

    RecordFacts(CatalogueService catalogue, Making making) {
        this.catalogue = catalogue;
        this.making = making;
    }

    List<FactSet> entered(Entered event, Received received) {
        var known = catalogue.kind(event.kind(), event.kindVersion());
        var other = event.other();
        var values = new LinkedHashMap<>(Values.flatten(event.typed()));
        if (other != null) {
            values.put(OtherSide.CONFIRMATION, List.of(other.confirmed() ? "confirmed" : "waiting"));
        }
        var sets = new ArrayList<FactSet>();
        var facts = other != null && other.answer().equals(REFUSED)
                ? List.<Fact>of()
                : given(event, known, new Subject(event.record(), event.date(), values));
        sets.add(set(event.record(), event.scope(), event, values, facts, received));
        known.filter(kind -> kind.otherSide() != null)
                .ifPresent(kind -> sets.add(received(event, kind, other, received)));
        return List.copyOf(sets);
    }

    private static List<Fact> given(Entered event, Optional<Kind> known, Subject subject) {
        var facts = new ArrayList<Fact>();
        known.ifPresent(kind -> facts.addAll(Measuring.facts(kind, null, subject)));
        facts.addAll(Measuring.bureauFacts(event.kind(), known, subject, event.typed()));
        return facts;
    }

    /** From the side that received, the party is the branch that gave. */
    private FactSet received(Entered event, Kind kind, @Nullable Other other, Received received) {
        var id = event.record() + RECEIVED;
        if (other == null || !other.confirmed() || kind.otherSide() == null) {
            return FactSet.tombstone(id, event.scope(), event.kind(), event.record(), received.sequence());
        }
        var values = new LinkedHashMap<>(Values.flatten(event.typed()));
        values.put(kind.otherSide().field(), List.of("unit:" + event.unit()));
        values.put(OtherSide.SIDE, List.of(OtherSide.RECEIVED));
        var facts = Measuring.facts(kind, OtherSide.RECEIVED, new Subject(id, event.date(), values));
        return set(id, new Scope(other.unit(), other.ancestors()), event, values, facts, received);
    }

    List<FactSet> withdrawn(RecordWithdrawn event, Received received) {
        var scope = new Scope(event.unit(), event.ancestors());
        var sets = new ArrayList<FactSet>();
        sets.add(FactSet.tombstone(event.record(), scope, event.kind(), event.record(), received.sequence()));
        if (catalogue
                .kind(event.kind())
                .filter(kind -> kind.otherSide() != null)
                .isPresent()) {
            var id = event.record() + RECEIVED;
            sets.add(FactSet.tombstone(id, scope, event.kind(), event.record(), received.sequence()));
        }
        return List.copyOf(sets);
    }

    private FactSet set(
            String id,
            Scope scope,
            Entered event,
            Map<String, List<String>> values,
            List<Fact> facts,
            Received received) {
        var origin = new Origin(
                event.kind(),
                event.kindVersion(),
                event.record(),
                event.date(),
                received.sequence(),
                Boolean.TRUE.equals(event.imported()),
                false,
                event.enteredOn());
        return making.one(id, scope, origin, values, facts);
    }
}
