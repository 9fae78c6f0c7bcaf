package cn.zhibu.activity.paper;

import cn.zhibu.directory.Outcome;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a paper says of a meeting that was held or is to come. People stand in it by their ids, and get their names when it is
 * written.
 *
 * @param people who should have been there, or is asked to come
 * @param minutes none for whoever may not read them, and of a meeting to come
 */
public record Meeting(
        String unit,
        Head head,
        @Nullable Led led,
        List<Attended> people,
        List<Point> agenda,
        @Nullable String minutes) {

    /**
     * What, when and where.
     *
     * @param date none on a form for any day
     * @param start time of day in China, as "14:30"
     */
    public record Head(
            List<String> forms,
            @Nullable LocalDate date,
            @Nullable String start,
            @Nullable String end,
            @Nullable String topic,
            @Nullable String place) {}

    /**
     * Who led and who else was there; of a meeting that was held.
     *
     * @param observers who sat in without a vote, with what each is
     * @param guests further persons
     */
    public record Led(
            Who chair,
            boolean delegated,
            Who recorder,
            @Nullable Who lecturer,
            List<String> observers,
            int guests) {}

    /** A member, or else a name, or nobody. */
    public record Who(@Nullable String member, @Nullable String name) {}

    /** Somebody on the list. */
    public record Attended(
            String member, boolean present, @Nullable String reason) {}

    /** A point of the agenda; {@code about} for those alone who may read whom it is about. */
    public record Point(
            String title,
            List<Who> about,
            @Nullable String resolution,
            @Nullable Votes votes,
            @Nullable Outcome outcome) {

        public static Point toCome(String title) {
            return new Point(title, List.of(), null, null, null);
        }
    }

    /** Votes counted (persons). */
    public record Votes(int approve, int disapprove, int abstain) {}

    boolean held() {
        return led != null;
    }

    /** Ids of all whose names the paper shows. */
    List<String> named(Sheet sheet) {
        var listed = people.stream()
                .filter(one -> sheet == Sheet.SIGN_IN || held() && !one.present())
                .map(Attended::member);
        var about =
                sheet == Sheet.MINUTES ? agenda.stream().flatMap(point -> point.about().stream()) : Stream.<Who>of();
        return Stream.concat(listed, Stream.concat(leading(), about).flatMap(who -> Stream.ofNullable(who.member())))
                .distinct()
                .toList();
    }

    private Stream<Who> leading() {
        return led == null
                ? Stream.of()
                : Stream.of(led.chair(), led.recorder(), led.lecturer()).filter(Objects::nonNull);
    }

    long present() {
        return people.stream().filter(Attended::present).count();
    }
}
