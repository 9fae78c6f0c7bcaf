package cn.zhibu.activity.catalogue;

import static cn.zhibu.activity.catalogue.KindProblem.KIND_FORBIDDEN;
import static cn.zhibu.platform.problem.PlatformProblem.INVALID_INPUT;

import cn.zhibu.catalogue.CatalogueService;
import cn.zhibu.catalogue.Field;
import cn.zhibu.catalogue.Field.Type;
import cn.zhibu.process.problem.FieldFault;
import cn.zhibu.rules.Ban;
import cn.zhibu.words.Words;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds a definition against what a kind can be, each fault at its field, and against what the product may not be made into
 * (AF-03, AF-05, AF-06).
 */
final class DefinitionCheck {

    /** Ids of a bureau's fields: never those of a field of the catalogue, whatever a later version of it brings. */
    private static final Pattern OWN = Pattern.compile("own[A-Z]{1,2}");

    private static final Pattern INITIALS = Pattern.compile("[a-z]{2,12}");
    private static final int OPTIONS = 500;
    private static final BigDecimal TEXT = BigDecimal.valueOf(200);
    private static final BigDecimal LONG_TEXT = BigDecimal.valueOf(5000);

    private final CatalogueService catalogue;
    private final List<Ban> bans;
    private final Definition definition;
    private final List<FieldFault> faults = new ArrayList<>();

    private DefinitionCheck(CatalogueService catalogue, List<Ban> bans, Definition definition) {
        this.catalogue = catalogue;
        this.bans = bans;
        this.definition = definition;
    }

    /**
     * Refuses what cannot or may not be.
     *
     * @param base the built-in kind to which fields are added; null for a kind of the bureau's own
     * @param before fields of earlier definitions: what was text stays text
     */
    static void check(
            CatalogueService catalogue,
            List<Ban> bans,
            Definition definition,
            cn.zhibu.catalogue.@Nullable Kind base,
            Map<String, Field> before) {
        var check = new DefinitionCheck(catalogue, bans, definition);
        check.about();
        var known = Stream.concat(base == null ? Stream.of() : base.fields().stream(), definition.fields().stream())
                .collect(Collectors.toMap(Field::id, field -> field, (one, other) -> one));
        var seen = new HashSet<String>();
        for (int i = 0; i < definition.fields().size(); i++) {
            check.field("/fields/" + i, definition.fields().get(i), known, before, seen);
            if (base != null && definition.fields().get(i).required()) {
                check.fault("/fields/" + i + "/required", "ADDED_NEVER_REQUIRED");
            }
        }
        if (definition.fields().stream()
                        .mapToInt(field -> field.options().size())
                        .sum()
                > OPTIONS) {
            check.fault("/fields", "TOO_MANY_OPTIONS", OPTIONS);
        }
        if (!check.faults.isEmpty()) {
            throw INVALID_INPUT.with(check.faults);
        }
    }

    private void about() {
        var about = definition.about();
        if (about == null) {
            return;
        }
        if (catalogue.groups().stream().noneMatch(group -> group.id().equals(about.group()))) {
            fault("/group", "NOT_AN_OPTION");
        }
        if (!INITIALS.matcher(about.initials()).matches()) {
            fault("/initials", "NOT_INITIALS");
        }
        allowed("/name", about.names(), false);
    }

    private void field(String at, Field field, Map<String, Field> known, Map<String, Field> before, Set<String> seen) {
        if (!OWN.matcher(field.id()).matches()) {
            fault(at + "/id", "NOT_AN_ID");
        }
        if (!seen.add(field.id())) {
            fault(at + "/id", "TWICE");
        }
        var earlier = before.get(field.id());
        if (earlier != null && earlier.type() != field.type()) {
            fault(at + "/type", "TYPE_STAYS");
        }
        options(at, field);
        limits(at, field);
        var unit = field.measureUnit();
        if (unit != null && !catalogue.hasMeasureUnit(unit)) {
            fault(at + "/measureUnit", "NOT_AN_OPTION");
        }
        var when = field.when();
        var other = when == null ? null : known.get(when.field());
        if (when != null
                && (other == null
                        || when.field().equals(field.id())
                        || other.option(when.equals()).isEmpty())) {
            fault(at + "/when", "NOT_AN_OPTION");
        }
        if (definition.sums().contains(field.id()) && (!field.type().number() || field.restricted())) {
            fault(at + "/sum", "NOT_ADDED_UP");
        }
        allowed(at + "/name", field.names(), field.required());
        if (field.help() != null) {
            allowed(at + "/help", field.help(), field.required());
        }
    }

    private void options(String at, Field field) {
        if ((field.type() == Type.CHOICE) == field.options().isEmpty()) {
            fault(at + "/options", "OPTIONS_OF_A_CHOICE");
        }
        var seen = new HashSet<String>();
        for (int i = 0; i < field.options().size(); i++) {
            var option = field.options().get(i);
            if (!seen.add(option.id())) {
                fault(at + "/options/" + i + "/id", "TWICE");
            }
            allowed(at + "/options/" + i + "/name", option.names(), false);
        }
    }

    private void limits(String at, Field field) {
        var min = field.min();
        var max = field.max();
        if (min != null && max != null && min.compareTo(max) > 0) {
            fault(at + "/max", "TOO_SMALL", min.toPlainString());
        }
        var most = field.type() == Type.TEXT ? TEXT : field.type() == Type.LONG_TEXT ? LONG_TEXT : null;
        if (most != null && max != null && max.compareTo(most) > 0) {
            fault(at + "/max", "TOO_LARGE", most.toPlainString());
        }
    }

    private void allowed(String at, Words words, boolean required) {
        for (var ban : bans) {
            if (ban.when() == Ban.When.ALWAYS || required) {
                ban.in(words.zh()).ifPresent(word -> {
                    throw forbidden(at, ban, word);
                });
                ban.in(words.en()).ifPresent(word -> {
                    throw forbidden(at + "En", ban, word);
                });
            }
        }
    }

    /** The sentence of each language takes the words of its own. */
    private static RuntimeException forbidden(String at, Ban ban, String word) {
        return KIND_FORBIDDEN.at(
                at,
                word,
                ban.id(),
                ban.names().zh(),
                "《" + ban.regulation().zh() + "》" + ban.article().zh(),
                ban.names().en(),
                ban.regulation().en() + ", " + ban.article().en());
    }

    private void fault(String at, String code, Object... args) {
        faults.add(FieldFault.of(at, code, args));
    }
}
