package cn.zhibu.report.claim;

import cn.zhibu.directory.Unit;
import cn.zhibu.platform.security.Caller;
import cn.zhibu.report.catalogue.CatalogueService;
import cn.zhibu.report.catalogue.CatalogueService.Claim;
import cn.zhibu.report.catalogue.CatalogueService.Language;
import cn.zhibu.report.catalogue.CatalogueService.Outline;
import cn.zhibu.report.catalogue.CatalogueService.Rounding;
import cn.zhibu.report.catalogue.CatalogueService.Window;
import cn.zhibu.report.catalogue.CatalogueService.Words;
import cn.zhibu.report.duty.DutyService;
import cn.zhibu.report.duty.DutyService.Duty;
import cn.zhibu.report.fact.FactService;
import cn.zhibu.report.fact.FactService.Found;
import cn.zhibu.report.name.NameService.Known;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Composes a report from what is known today. */
@Service
public class ClaimService {

    private final CatalogueService catalogue;
    private final FactService facts;
    private final DutyService duties;

    ClaimService(CatalogueService catalogue, FactService facts, DutyService duties) {
        this.catalogue = catalogue;
        this.facts = facts;
        this.duties = duties;
    }

    /**
     * The days that a report covers, and how many years the plan after them reaches.
     *
     * @param until the last day
     */
    public record Period(LocalDate from, LocalDate until, int planYears) {

        private static final LocalDate BEGINNING = LocalDate.of(2000, 1, 1);

        public static Period year(int year) {
            return new Period(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), 1);
        }

        /** The first day that a claim with this window looks at. */
        public LocalDate first(Window window) {
            return switch (window) {
                case PERIOD, PERIOD_AND_PLAN -> from;
                case PLAN -> until.plusDays(1);
                case TURN -> from.plusDays(1);
                case AS_OF -> BEGINNING;
            };
        }

        /** The last day that a claim with this window looks at. */
        public LocalDate last(Window window) {
            return switch (window) {
                case PERIOD, AS_OF -> until;
                case PLAN, PERIOD_AND_PLAN, TURN -> until.plusYears(planYears);
            };
        }

        boolean covers(Window window, LocalDate day) {
            return (window == Window.AS_OF || !day.isBefore(first(window))) && !day.isAfter(last(window));
        }

        /** Whether what falls due on that day belongs to these days; everything of a calendar year does. */
        boolean asksFor(LocalDate due) {
            return equals(year(from.getYear())) || covers(Window.PERIOD, due);
        }
    }

    /** Whether a sentence rests on evidence, belongs to the form, or was written by hand. */
    public enum Kind {
        CLAIM,
        FIXED,
        FREE
    }

    /** A piece of a sentence; {@code figure} names the figure it shows. */
    public record Part(String text, @Nullable String figure) {

        public static Part text(String text) {
            return new Part(text, null);
        }
    }

    /** The same sentence in both languages. */
    public record Text(List<Part> zh, List<Part> en) {

        public List<Part> in(Language language) {
            return language == Language.ZH ? zh : en;
        }
    }

    /** A number with what it rests on: records, or the rules that ask for it. */
    public record Figure(
            String id,
            BigDecimal value,
            String unit,
            Words shown,
            Rounding rounding,
            Window window,
            List<String> rules,
            List<Proof> records) {}

    /** One record behind a figure, in the version that was counted. */
    public record Proof(
            String id,
            String type,
            String source,
            LocalDate date,
            long sequence,
            BigDecimal quantity,
            String unit,
            Words summary) {}

    /** A sentence with a lasting id. {@code paragraph} counts within its section, from 1. */
    public record Sentence(
            String id,
            Kind kind,
            @Nullable String claim,
            Text text,
            List<Figure> figures,
            int paragraph,
            boolean listed) {

        Sentence in(int number) {
            return new Sentence(id, kind, claim, text, figures, number, listed);
        }

        Sentence ended(String zh, String en) {
            return new Sentence(
                    id, kind, claim, new Text(plus(text.zh(), zh), plus(text.en(), en)), figures, paragraph, listed);
        }

        Sentence prefixed(String number) {
            return new Sentence(
                    id,
                    kind,
                    claim,
                    new Text(before(number, text.zh()), before(number, text.en())),
                    figures,
                    paragraph,
                    listed);
        }

        /** The sentence as it reads. */
        public String reads(Language language) {
            return Pattern.text(text.in(language));
        }

        /** With its punctuation, unless it already leads on with a colon, and with a capital letter. */
        private static List<Part> plus(List<Part> parts, String end) {
            var all = new ArrayList<>(parts);
            var last = all.get(all.size() - 1).text();
            var first = all.get(0);
            all.set(
                    0,
                    new Part(
                            first.text().substring(0, 1).toUpperCase(Locale.ROOT)
                                    + first.text().substring(1),
                            first.figure()));
            var colon = last.endsWith("：") || last.endsWith(":");
            all.add(Part.text(colon ? end.substring(1) : end));
            return List.copyOf(all);
        }

        private static List<Part> before(String start, List<Part> parts) {
            var all = new ArrayList<Part>();
            all.add(Part.text(start));
            all.addAll(parts);
            return List.copyOf(all);
        }
    }

    /** A section with its sentences. */
    public record SectionContent(
            String id, int level, @Nullable Words title, List<Sentence> sentences) {

        /** The heading without its number; empty where there is none. */
        public String heading(Language language) {
            return Headings.bare(title, language);
        }
    }

    /** A whole report as it reads. */
    public record Content(Words title, List<SectionContent> sections) {

        public List<Sentence> sentences() {
            return sections.stream()
                    .flatMap(section -> section.sentences().stream())
                    .toList();
        }

        public Optional<Sentence> sentence(String id) {
            return sentences().stream()
                    .filter(sentence -> sentence.id().equals(id))
                    .findFirst();
        }
    }

    /** A sentence of the form, or one written by hand. */
    public static Sentence written(String id, Kind kind, String zh, String en, int paragraph) {
        var text = new Text(List.of(Part.text(zh)), List.of(Part.text(en)));
        return new Sentence(id, kind, null, text, List.of(), paragraph, false);
    }

    /** The sections numbered anew where one in between is left out. */
    public static List<SectionContent> numbered(List<SectionContent> sections) {
        return Headings.numbered(sections);
    }

    /** The sections that have something to read, in themselves or below them, numbered anew. */
    public static List<SectionContent> filled(List<SectionContent> sections) {
        return Headings.filled(sections);
    }

    static Sentence fixed(String id, String zh, String en) {
        return written(id, Kind.FIXED, zh, en, 0);
    }

    public Mono<Content> compose(Outline outline, Unit branch, Period period, Known known, Caller caller) {
        return Mono.zip(facts.ofSubtree(branch, caller), facts.ofSchool(branch, caller), owed(branch, period, caller))
                .map(read -> {
                    var own = OwnWords.of(catalogue, branch.schoolType(), known.name(branch.id()), known.bureau());
                    var display = new Display(catalogue, id -> Optional.ofNullable(known.name(id)), own);
                    var sentences = new Sentences(catalogue, display, Demands.of(read.getT3()));
                    var composer = new Composer(
                            catalogue,
                            claim -> sentences.of(claim, whose(claim, branch.id(), read.getT1(), read.getT2()), period),
                            variables(branch, period, known, own));
                    return composer.compose(outline);
                });
    }

    /** A report counts what its branch owns, unless a claim says otherwise. */
    static List<Found> whose(Claim claim, String branch, List<Found> subtree, List<Found> school) {
        var of = claim.of() == null ? "branch" : claim.of();
        return switch (of) {
            case "school" -> school;
            case "subtree" -> subtree;
            default ->
                subtree.stream()
                        .filter(found -> found.evidence().unit().equals(branch))
                        .toList();
        };
    }

    /** What the rules ask of the branch in the years of the period, as far as it falls due inside. */
    private Mono<List<Duty>> owed(Unit branch, Period period, Caller caller) {
        int first = period.from().getYear();
        return Flux.range(first, period.until().getYear() - first + 1)
                .concatMap(year -> duties.duties(List.of(branch), year, caller))
                .flatMapIterable(found -> found.getOrDefault(branch.id(), List.of()))
                .filter(duty -> period.asksFor(duty.due()))
                .collectList();
    }

    static Map<String, Words> variables(Unit branch, Period period, Known known, OwnWords own) {
        var unit = Objects.requireNonNullElse(known.name(branch.id()), new Words("本支部", "this branch"));
        int year = period.until().getYear();
        var variables = new HashMap<String, Words>(own.words());
        variables.put("unit", unit);
        variables.put("year", number(year));
        variables.put("nextYear", number(year + 1));
        variables.put("from", month(period.from()));
        variables.put("until", month(period.until()));
        return variables;
    }

    private static Words number(int year) {
        return new Words(Integer.toString(year), Integer.toString(year));
    }

    private static Words month(LocalDate day) {
        return new Words(
                day.getYear() + "年" + day.getMonthValue() + "月",
                day.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + day.getYear());
    }
}
