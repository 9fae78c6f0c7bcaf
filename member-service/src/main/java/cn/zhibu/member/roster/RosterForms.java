package cn.zhibu.member.roster;

import cn.zhibu.member.organisation.Place;
import cn.zhibu.platform.input.SearchText;
import cn.zhibu.platform.sheet.Form;
import cn.zhibu.words.DataFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a sheet of members asks for: of one branch, or of all branches below a unit, where each row names its own. */
@Component
class RosterForms {

    static final String OF_BRANCH = "members";
    static final String OF_UNIT = "members-below";
    static final String BRANCH = "branch";
    static final String GROUP = "group";
    static final String FROM = "from";

    private static final Map<String, String> BRANCH_NAMES = Map.of("zh-CN", "所在党支部", "en", "Branch");
    private static final List<String> BRANCH_WORDS = List.of("党支部", "支部", "所在支部", "党组织", "所在党组织", "党支部名称");
    private static final Map<String, String> GROUP_NAMES = Map.of("zh-CN", "党小组", "en", "Party group");
    private static final List<String> GROUP_WORDS = List.of("所在党小组", "小组", "group");

    private final Form members = new DataFiles("zhibu/forms/").one("members.yaml", Form.class);

    /** All columns that a sheet may have, by their names: where nothing is chosen and nothing is asked for. */
    List<Form.Field> columns() {
        var all = new ArrayList<Form.Field>();
        all.add(column(BRANCH, "text", BRANCH_NAMES, null));
        all.add(column(GROUP, "text", GROUP_NAMES, null));
        all.add(column(FROM, "date", Objects.requireNonNull(members.dateNames()), null));
        members.fields().forEach(field -> all.add(column(field.id(), field.type(), field.names(), field.options())));
        return List.copyOf(all);
    }

    private static Form.Field column(
            String id, String type, Map<String, String> names, @Nullable List<Form.Option> options) {
        return new Form.Field(id, type, false, names, null, options, null, null, null);
    }

    /** Of a branch, with its groups to choose from. */
    Form ofBranch(List<Place> groups) {
        return groups.isEmpty() ? members : with(OF_BRANCH, field(GROUP, false, GROUP_NAMES, GROUP_WORDS, groups));
    }

    /** Of all branches below a unit; of two with one name each bears the name of its school. */
    Form ofUnit(List<Place> branches) {
        return with(OF_UNIT, field(BRANCH, true, BRANCH_NAMES, BRANCH_WORDS, branches));
    }

    private Form with(String id, Form.Field more) {
        var fields = new ArrayList<Form.Field>();
        fields.add(more);
        fields.addAll(members.fields());
        return new Form(
                id, members.version(), members.names(), members.dateNames(), members.dateWords(), List.copyOf(fields));
    }

    private static Form.Field field(
            String id, boolean required, Map<String, String> names, List<String> words, List<Place> places) {
        var options = places.stream()
                .map(place -> new Form.Option(place.id(), Map.of("zh-CN", place.name(), "en", place.name()), null))
                .toList();
        return new Form.Field(id, "choice", required, names, words, options, null, null, null);
    }

    /** The same places under names that are there once: the unit above is named where the own name does not tell. */
    static List<Place> apart(List<Place> places, Map<String, String> above) {
        var times = new HashMap<String, Integer>();
        places.forEach(place -> times.merge(SearchText.of(place.name()), 1, Integer::sum));
        return places.stream()
                .map(place -> times.getOrDefault(SearchText.of(place.name()), 1) == 1 ? place : named(place, above))
                .collect(Collectors.toList());
    }

    private static Place named(Place place, Map<String, String> above) {
        var ancestors = place.scope().ancestors();
        var parent = ancestors.size() < 2 ? "" : above.getOrDefault(ancestors.get(ancestors.size() - 2), "");
        return new Place(
                place.id(),
                place.kind(),
                parent + " " + place.name(),
                place.scope(),
                place.code(),
                place.from(),
                place.until());
    }
}
