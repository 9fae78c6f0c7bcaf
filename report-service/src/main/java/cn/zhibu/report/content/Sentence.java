package cn.zhibu.report.content;

import cn.zhibu.words.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A sentence with a lasting id. {@code paragraph} counts within its section, from 1. */
public record Sentence(
        String id, Kind kind, @Nullable String claim, Text text, List<Figure> figures, int paragraph, boolean listed) {

    /** A sentence of the form. */
    public static Sentence fixed(String id, String zh, String en) {
        return of(id, Kind.FIXED, zh, en, 0);
    }

    /** A sentence that the branch wrote itself; it reads the same in both languages. */
    public static Sentence written(String id, String text, int paragraph) {
        return of(id, Kind.FREE, text, text, paragraph);
    }

    private static Sentence of(String id, Kind kind, String zh, String en, int paragraph) {
        var text = new Text(List.of(Part.text(zh)), List.of(Part.text(en)));
        return new Sentence(id, kind, null, text, List.of(), paragraph, false);
    }

    public Sentence in(int number) {
        return new Sentence(id, kind, claim, text, figures, number, listed);
    }

    public Sentence ended(String zh, String en) {
        return new Sentence(
                id, kind, claim, new Text(plus(text.zh(), zh), plus(text.en(), en)), figures, paragraph, listed);
    }

    public Sentence prefixed(String number) {
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
        return text.in(language).stream().map(Part::text).collect(Collectors.joining());
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
}
