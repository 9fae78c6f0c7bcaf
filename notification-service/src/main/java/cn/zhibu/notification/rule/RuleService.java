package cn.zhibu.notification.rule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Service;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The rules by their ids, as far as people have to be told of them. Read at the start; without them there is none. */
@Service
public class RuleService {

    private static final String ROOT = "classpath*:zhibu/rules/";
    private static final String TERM = "TERM";

    /** A text in both languages. */
    private record Words(String zh, String en) {

        static Words of(Map<String, String> texts) {
            return new Words(texts.getOrDefault("zh-CN", ""), texts.getOrDefault("en", ""));
        }

        String in(@Nullable Locale locale) {
            return locale != null && locale.getLanguage().equals("en") ? en : zh;
        }
    }

    private record Rule(
            String id,
            Map<String, String> names,
            @Nullable String about,
            @Nullable Integer monthsBefore) {}

    private record Rules(
            @Nullable List<Rule> rules, @Nullable List<Rule> reminders) {}

    private final JsonMapper mapper = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private final Map<String, Words> names = new HashMap<>();
    private final int monthsBeforeTermEnd;

    RuleService() {
        var all = new ArrayList<Rule>();
        read("packs/*.yaml").forEach(pack -> all.addAll(pack.rules() == null ? List.of() : pack.rules()));
        var reminders = read("reminders.yaml").stream()
                .flatMap(each -> each.reminders() == null ? java.util.stream.Stream.of() : each.reminders().stream())
                .toList();
        all.addAll(reminders);
        all.forEach(rule -> names.put(rule.id(), Words.of(rule.names())));
        monthsBeforeTermEnd = reminders.stream()
                .filter(each -> TERM.equals(each.about()) && each.monthsBefore() != null)
                .map(Rule::monthsBefore)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no rule says when to remind of the end of a term"));
    }

    /** What the rule is called; its id, where it is no longer known. */
    public String name(String rule, @Nullable Locale locale) {
        var words = names.get(rule);
        return words == null ? rule : words.in(locale);
    }

    public int monthsBeforeTermEnd() {
        return monthsBeforeTermEnd;
    }

    private List<Rules> read(String path) {
        try {
            var found = new ArrayList<Rules>();
            for (var resource : new PathMatchingResourcePatternResolver().getResources(ROOT + path)) {
                found.add(read(resource));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Rules read(Resource resource) throws IOException {
        try (var stream = resource.getInputStream()) {
            Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(stream);
            return mapper.convertValue(tree, Rules.class);
        }
    }
}
