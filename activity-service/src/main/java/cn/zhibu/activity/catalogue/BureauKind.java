package cn.zhibu.activity.catalogue;

import cn.zhibu.activity.catalogue.KindEvent.Sum;
import cn.zhibu.activity.entry.Entry;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import cn.zhibu.platform.change.Unique;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A kind of record that a bureau defined itself, or the fields that it added to a built-in one, whose id it then has. A new
 * definition is a new version; records are read by the one they were written under.
 *
 * @param extending whether it adds to a built-in kind
 */
@Document("bureau_kinds")
@Unique(index = "_id_", field = "/base", refusal = KindProblem.class, as = "KIND_EXTENDED_ALREADY")
record BureauKind(
        @Id String id,
        Scope scope,
        boolean extending,
        List<Edition> editions,
        @Version @Nullable Long version) implements Scoped {

    /** A definition as it was in force, with its number and when and by whom it was made. */
    record Edition(int number, Entry made, Definition definition) {}

    static Change<BureauKind> define(String id, Scope bureau, boolean extending, Definition definition, Entry made) {
        return changed(new BureauKind(id, bureau, extending, List.of(new Edition(1, made, definition)), null));
    }

    Change<BureauKind> redefine(Definition definition, Entry made) {
        var all = new ArrayList<>(editions);
        all.add(new Edition(newest().number() + 1, made, definition));
        return changed(new BureauKind(id, scope, extending, List.copyOf(all), version));
    }

    private static Change<BureauKind> changed(BureauKind kind) {
        var newest = kind.newest();
        var definition = newest.definition();
        var about = definition.about();
        var sums = definition.fields().stream()
                .filter(field -> definition.sums().contains(field.id()))
                .map(field -> new Sum(field.id(), field.names().texts(), field.measureUnit()))
                .toList();
        return Change.of(
                kind,
                new KindEvent.Defined(
                        kind.id(),
                        newest.number(),
                        kind.scope().unit(),
                        kind.scope().ancestors(),
                        newest.made().day(),
                        kind.extending(),
                        definition.offered(),
                        about == null ? null : about.names().texts(),
                        sums));
    }

    Edition newest() {
        return editions.get(editions.size() - 1);
    }

    /** Every field there ever was, as it was said last, with every choice that it ever had. */
    Map<String, cn.zhibu.catalogue.Field> everyField() {
        var all = new LinkedHashMap<String, cn.zhibu.catalogue.Field>();
        editions.forEach(edition -> edition.definition()
                .fields()
                .forEach(field -> all.merge(field.id(), field, BureauKind::withChoicesOf)));
        return all;
    }

    private static cn.zhibu.catalogue.Field withChoicesOf(
            cn.zhibu.catalogue.Field older, cn.zhibu.catalogue.Field newer) {
        var options = new ArrayList<>(newer.options());
        older.options().stream()
                .filter(option -> newer.option(option.id()).isEmpty())
                .forEach(options::add);
        return newer.with(options);
    }

    /** The kind as its version of that number; of a number that is not there, the newest. */
    cn.zhibu.catalogue.Kind kind(int number) {
        var edition = editions.stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .orElseGet(this::newest);
        return kind(edition);
    }

    cn.zhibu.catalogue.Kind kind(Edition edition) {
        var definition = edition.definition();
        var about = Objects.requireNonNull(definition.about());
        LocalDate from = edition.made().day();
        return new cn.zhibu.catalogue.Kind(
                id,
                edition.number(),
                from,
                about.names(),
                about.group(),
                about.initials(),
                null,
                null,
                null,
                null,
                definition.fields(),
                definition.summary(about.names()),
                List.of(),
                List.of());
    }

    /** A built-in kind with fields of the bureau behind its own. */
    static cn.zhibu.catalogue.Kind with(
            cn.zhibu.catalogue.Kind base, java.util.Collection<cn.zhibu.catalogue.Field> more) {
        var fields = new ArrayList<>(base.fields());
        fields.addAll(more);
        return new cn.zhibu.catalogue.Kind(
                base.id(),
                base.version(),
                base.from(),
                base.names(),
                base.group(),
                base.initials(),
                base.words(),
                base.seedRows(),
                base.dateNames(),
                base.otherSide(),
                List.copyOf(fields),
                base.summary(),
                base.measures(),
                base.claims());
    }
}
