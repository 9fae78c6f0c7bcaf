package cn.zhibu.activity.record;

import cn.zhibu.catalogue.Field;
import cn.zhibu.catalogue.Field.Type;
import cn.zhibu.catalogue.Kind;
import cn.zhibu.platform.input.Dated;
import cn.zhibu.platform.input.Dates;
import cn.zhibu.platform.input.InputFault;
import cn.zhibu.platform.input.Numbers;
import cn.zhibu.platform.input.Texts;
import cn.zhibu.process.problem.FieldFault;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds what was typed against the kind's fields: every fault at once, each at its field. */
final class RecordForm {

    private static final int MONEY_SCALE = 2;
    private static final int TEXT = 200;
    private static final int LONG_TEXT = 5000;

    private final Kind kind;
    private final Map<String, Object> typed;
    private final List<FieldFault> faults = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, String> restricted = new LinkedHashMap<>();

    private RecordForm(Kind kind, Map<String, Object> typed) {
        this.kind = kind;
        this.typed = typed;
    }

    static RecordForm of(Kind kind, LocalDate date, Map<String, Object> typed, LocalDate today) {
        var form = new RecordForm(kind, typed);
        try {
            Dated.Of.EVENT.check(date, today);
        } catch (InputFault fault) {
            form.faults.add(new FieldFault("/date", fault.code(), fault.args()));
        }
        kind.fields().forEach(form::check);
        for (var name : typed.keySet()) {
            if (kind.fields().stream().noneMatch(field -> field.id().equals(name))) {
                form.faults.add(FieldFault.of("/values/" + name, "UNKNOWN_FIELD"));
            }
        }
        return form;
    }

    List<FieldFault> faults() {
        return faults;
    }

    /** Public and internal values, in the types that are stored. */
    Map<String, Object> values() {
        return values;
    }

    /** Restricted texts, to be sealed. */
    Map<String, String> restricted() {
        return restricted;
    }

    private void check(Field field) {
        var value = typed.get(field.id());
        if (value instanceof String text && Texts.stripped(text).isEmpty()) {
            value = null;
        }
        if (!asked(field)) {
            if (value != null) {
                fault(field, "NOT_ASKED");
            }
            return;
        }
        if (value == null) {
            if (field.required()) {
                fault(field, "REQUIRED");
            }
            return;
        }
        Object read;
        try {
            read = read(field, value);
        } catch (InputFault fault) {
            read = fault(field, fault.code(), fault.args().toArray());
        }
        if (read != null && field.restricted()) {
            restricted.put(field.id(), read.toString());
        } else if (read != null) {
            values.put(field.id(), read);
        }
    }

    private boolean asked(Field field) {
        var when = field.when();
        return when == null || when.equals().equals(Objects.toString(typed.get(when.field()), null));
    }

    private @Nullable Object read(Field field, Object value) {
        return switch (field.type()) {
            case TEXT, MEMBER, PERSON, CAMPAIGN -> text(field, value, TEXT, false);
            case LONG_TEXT -> text(field, value, LONG_TEXT, true);
            case DATE -> date(value);
            case INTEGER -> number(field, value, 0);
            case MONEY -> number(field, value, MONEY_SCALE);
            case NUMBER -> number(field, value, Numbers.DECIMALS);
            case CHOICE -> choice(field, value);
            case BOOLEAN -> value instanceof Boolean ? value : fault(field, "NOT_YES_OR_NO");
            case PARTY -> party(field, value);
        };
    }

    private @Nullable Object text(Field field, Object value, int usual, boolean lines) {
        var text = value instanceof String typed ? Texts.read(typed) : null;
        if (text == null) {
            return fault(field, "NOT_TEXT");
        }
        int most = field.max() == null ? usual : field.max().intValue();
        int least = field.min() == null ? 0 : field.min().intValue();
        if (Texts.length(text) > most) {
            return fault(field, "TOO_LONG", most);
        }
        if (Texts.length(text) < least) {
            return fault(field, "TOO_SHORT", least);
        }
        return lines || text.indexOf('\n') < 0 ? text : fault(field, "NOT_ONE_LINE");
    }

    private static String date(Object value) {
        return Dates.read(value.toString()).toString();
    }

    private @Nullable Object number(Field field, Object value, int scale) {
        var number = value instanceof Number given ? Numbers.ofJson(given.toString()) : Numbers.read(value.toString());
        if (Numbers.decimals(number) > scale) {
            return scale == 0 ? fault(field, "NOT_AN_INTEGER") : fault(field, "TOO_MANY_DECIMALS", scale);
        }
        if (field.min() != null && number.compareTo(field.min()) < 0) {
            return fault(field, "TOO_SMALL", field.min().toPlainString());
        }
        if (field.max() != null && number.compareTo(field.max()) > 0) {
            return fault(field, "TOO_LARGE", field.max().toPlainString());
        }
        return scale == 0 ? (Object) number.longValueExact() : number;
    }

    private @Nullable Object choice(Field field, Object value) {
        boolean known = value instanceof String id && field.option(id).isPresent();
        return known ? value : fault(field, "NOT_AN_OPTION");
    }

    /** A unit of the bureau by id, or somebody outside it by name. */
    private @Nullable Object party(Field field, Object value) {
        if (value instanceof Map<?, ?> party) {
            var unit = party.get("unit") instanceof String id ? Texts.read(id) : null;
            if (unit != null) {
                return Map.of("unit", unit);
            }
            var name = party.get("name") instanceof String typed ? Texts.read(typed) : null;
            if (name != null) {
                return Texts.length(name) > TEXT ? fault(field, "TOO_LONG", TEXT) : Map.of("name", name);
            }
        }
        return fault(field, field.required() ? "REQUIRED" : "WRONG_FORM");
    }

    /** Ids of units that the values name as parties, with the pointer of each. */
    Map<String, String> parties() {
        var parties = new LinkedHashMap<String, String>();
        kind.fields().stream().filter(field -> field.type() == Type.PARTY).forEach(field -> {
            if (values.get(field.id()) instanceof Map<?, ?> party && party.get("unit") instanceof String unit) {
                parties.put(unit, "/values/" + field.id());
            }
        });
        return parties;
    }

    /** Ids of things of a type that the values name, with the pointer of each. */
    Map<String, String> named(Type type) {
        var named = new LinkedHashMap<String, String>();
        kind.fields().stream().filter(field -> field.type() == type).forEach(field -> {
            if (values.get(field.id()) instanceof String id) {
                named.put(id, "/values/" + field.id());
            }
        });
        return named;
    }

    /** Names of persons, who are told apart by them, by field id. */
    Map<String, String> persons() {
        var persons = new LinkedHashMap<String, String>();
        kind.fields().stream().filter(field -> field.type() == Type.PERSON).forEach(field -> {
            var name = restricted.get(field.id());
            if (name != null) {
                persons.put(field.id(), name);
            }
        });
        return persons;
    }

    private @Nullable Object fault(Field field, String code, Object... args) {
        faults.add(FieldFault.of("/values/" + field.id(), code, args));
        return null;
    }
}
