package cn.zhibu.report.rule;

import cn.zhibu.report.rule.RulePack.Period;
import cn.zhibu.report.rule.RulePack.Rule;
import cn.zhibu.report.words.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Service;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The rule packs, read strictly at the start: an unknown word or an impossible rule stops it. */
@Service
public final class RuleService {

    private static final String ROOT = "classpath*:zhibu/rules/";

    private final JsonMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private final List<RulePack> packs;
    private final Map<String, Words> reasons = new HashMap<>();

    public RuleService() {
        this.packs = read("packs/*.yaml", RulePack.class);
        read("reasons.yaml", Reasons.class).forEach(each -> reasons.putAll(each.reasons()));
        packs.forEach(RuleService::check);
        check(rules());
        for (var reason : Reason.values()) {
            if (!reasons.containsKey(reason.name())) {
                throw new IllegalStateException("no words for the reason " + reason);
            }
        }
    }

    public List<Rule> rules() {
        return packs.stream()
                .flatMap(pack -> pack.rules().stream())
                .sorted(Comparator.comparing(Rule::id).thenComparing(Rule::from))
                .toList();
    }

    /** Names and versions of the packs, as an accepted report keeps them. */
    public Map<String, Integer> versions() {
        return packs.stream().collect(Collectors.toMap(RulePack::id, RulePack::version));
    }

    public Words reason(Reason reason) {
        return reasons.getOrDefault(reason.name(), new Words(reason.name(), reason.name()));
    }

    /** One pack from its file; also used by the tests that hand in broken ones. */
    public RulePack pack(InputStream yaml) {
        var pack = parse(yaml, RulePack.class);
        check(pack);
        return pack;
    }

    public static void check(List<Rule> rules) {
        Revisions.of(rules).stream()
                .flatMap(rule -> rule.fault().stream())
                .findFirst()
                .ifPresent(fault -> {
                    throw new IllegalStateException(fault);
                });
    }

    private static void check(RulePack pack) {
        var faults = new ArrayList<String>();
        for (var rule : pack.rules()) {
            rule.condition();
            var metBy = rule.metBy();
            var ways = (metBy.sessions().isEmpty() ? 0 : 1)
                    + (metBy.kind() == null ? 0 : 1)
                    + (metBy.committee() == null ? 0 : 1);
            if (ways != 1) {
                faults.add(rule.id() + " must be met in exactly one way");
            }
            if ((rule.period() == Period.ONCE) != (metBy.committee() != null)) {
                faults.add(rule.id() + ": a committee meets what is done once, and nothing else does");
            }
            if (rule.times() < 1) {
                faults.add(rule.id() + " asks for nothing");
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalStateException(pack.id() + ": " + String.join("; ", faults));
        }
    }

    private <T> List<T> read(String path, Class<T> type) {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(ROOT + path))
                    .sorted(Comparator.comparing(resource -> String.valueOf(resource.getFilename())))
                    .map(resource -> parse(resource, type))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T parse(Resource resource, Class<T> type) {
        try (var stream = resource.getInputStream()) {
            return parse(stream, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T parse(InputStream yaml, Class<T> type) {
        Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        return mapper.convertValue(tree, type);
    }

    private record Reasons(Map<String, Words> reasons) {}
}
