package cn.zhibu.report.duty;

import cn.zhibu.report.duty.Duty.Met;
import cn.zhibu.report.duty.Duty.Standing;
import cn.zhibu.report.duty.Judgement.Ending;
import cn.zhibu.rules.RulePack.Rule;
import cn.zhibu.rules.RuleService;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Judgements as the text that a sheet keeps; a rule is named by its id and the first day of its entry. */
@Component
final class SheetText {

    private final JsonMapper json;
    private final Map<String, Rule> rules;

    SheetText(JsonMapper json, RuleService packs) {
        this.json = json;
        this.rules =
                packs.rules().stream().collect(Collectors.toMap(rule -> name(rule.id(), rule.from()), rule -> rule));
    }

    /** A judgement without what the rule says itself; what is empty is not written. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Line(
            String rule,
            LocalDate since,
            @Nullable String group,
            String period,
            LocalDate from,
            LocalDate due,
            @Nullable List<String> metBy,
            @Nullable List<String> inquorate,
            @Nullable Standing fixed,
            @Nullable Standing otherwise,
            @Nullable Met exemption,
            @Nullable List<Ending> endings,
            @Nullable Boolean late) {}

    /** A year of a branch is some twenty times smaller packed, and is written with each of its sessions. */
    Binary write(List<Judgement> judged) {
        var packed = new ByteArrayOutputStream();
        var fast = new Deflater(Deflater.BEST_SPEED);
        try (var out = new DeflaterOutputStream(packed, fast)) {
            json.writeValue(out, judged.stream().map(SheetText::line).toList());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            fast.end();
        }
        return new Binary(packed.toByteArray());
    }

    /** @param unit whose sheet it is */
    List<Judgement> read(String unit, Binary packed) {
        var text = new InflaterInputStream(new ByteArrayInputStream(packed.getData()));
        return List.of(json.readValue(text, Line[].class)).stream()
                .map(line -> judgement(unit, line))
                .toList();
    }

    String cells(List<Duty> duties) {
        return json.writeValueAsString(Cell.of(duties));
    }

    /** A line of duties that are kept nowhere. */
    SheetRow row(String unit, List<Duty> duties) {
        var cells = cells(duties);
        return new SheetRow(unit, kept(cells), mark(cells));
    }

    List<Cell> kept(String cells) {
        return new KeptCells(cells, () -> List.of(json.readValue(cells, Cell[].class)));
    }

    /** Another text wherever the cells are others, and the same one everywhere for the same. */
    static String mark(String cells) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(cells.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Line line(Judgement judged) {
        var duty = judged.duty();
        return new Line(
                judged.rule().id(),
                judged.rule().from(),
                duty.group(),
                duty.period(),
                duty.from(),
                duty.due(),
                MetText.write(duty.metBy()),
                MetText.write(duty.inquorate()),
                judged.fixed(),
                judged.otherwise(),
                judged.exemption(),
                judged.endings(),
                judged.late() ? true : null);
    }

    private Judgement judgement(String unit, Line line) {
        var rule = Objects.requireNonNull(rules.get(name(line.rule(), line.since())), "no rule " + line.rule());
        var open = Duty.open(rule, unit, line.period(), line.from(), line.due());
        var whose = line.group() == null ? open : open.of(line.group());
        return new Judgement(
                rule,
                whose.counting(MetText.read(all(line.metBy())), MetText.read(all(line.inquorate()))),
                line.fixed(),
                line.otherwise(),
                line.exemption(),
                all(line.endings()),
                line.late() != null);
    }

    private static <T> List<T> all(@Nullable List<T> some) {
        return some == null ? List.of() : some;
    }

    private static String name(String rule, LocalDate since) {
        return rule + "@" + since;
    }
}
