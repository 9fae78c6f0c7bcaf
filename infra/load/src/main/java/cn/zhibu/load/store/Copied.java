package cn.zhibu.load.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * One more of a document that there is: the same in kind, length and order of its fields, about other things of another
 * year. Whatever belongs together keeps belonging together.
 *
 * @param bureau id of the bureau, the same for all
 * @param lasting ids of branches, people and what else is there once for each of the copied branches
 * @param group which copy of the branches
 * @param number which copy of what they did
 * @param year in which they did it; 0 for when they did
 */
record Copied(Known bureau, Set<String> lasting, int group, int number, int year) {

    /** The bureau that is copied and the one that its copies are in. */
    record Known(String old, String now) {}

    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}");
    private static final Pattern YEAR = Pattern.compile("(?<![0-9A-Za-z-])20[12][0-9](?=(-|$|年|/))");
    private static final int FEBRUARY_28 = 28;

    BsonDocument of(BsonDocument document) {
        var copy = new BsonDocument();
        document.forEach((name, value) -> copy.put(text(name), name.equals("year") ? year(value) : value(value)));
        return copy;
    }

    private BsonValue value(BsonValue value) {
        return switch (value.getBsonType()) {
            case DOCUMENT -> of(value.asDocument());
            case ARRAY -> {
                var all = new BsonArray();
                value.asArray().forEach(each -> all.add(value(each)));
                yield all;
            }
            case STRING -> new BsonString(text(value.asString().getValue()));
            case DATE_TIME -> new BsonDateTime(moment(value.asDateTime().getValue()));
            default -> value;
        };
    }

    private BsonValue year(BsonValue value) {
        return year == 0 || !value.isInt32() ? value(value) : new BsonInt32(year);
    }

    private String text(String text) {
        var named = text.length() < 4 ? text : ID.matcher(text).replaceAll(this::id);
        return year == 0 || named.length() < 4 ? named : YEAR.matcher(named).replaceAll(Integer.toString(year));
    }

    private String id(MatchResult found) {
        boolean plain = found.group().indexOf('-') < 0;
        var id = plain ? dashed(found.group()) : found.group();
        var copy = id.equals(bureau.old()) ? bureau.now() : other(id);
        return plain ? copy.replace("-", "") : copy;
    }

    private String other(String id) {
        var copy = lasting.contains(id) ? id + "/" + group : id + "/" + group + "/" + number;
        return UUID.nameUUIDFromBytes(copy.getBytes(StandardCharsets.UTF_8)).toString();
    }

    static String dashed(String id) {
        return id.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    private long moment(long millis) {
        var time = Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
        if (year == 0 || time.getYear() < 2010 || time.getYear() > 2030) {
            return millis;
        }
        var day = time.getMonthValue() == 2 && time.getDayOfMonth() > FEBRUARY_28
                ? time.withDayOfMonth(FEBRUARY_28)
                : time;
        return day.withYear(year).toInstant().toEpochMilli();
    }
}
