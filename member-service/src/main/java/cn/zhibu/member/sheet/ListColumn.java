package cn.zhibu.member.sheet;

import cn.zhibu.member.roster.Enrolled;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What may stand in a list of members, in the order in which it stands there. */
enum ListColumn {
    BRANCH("branch", row -> row.branch()),
    NAME("name", row -> row.who().name()),
    GENDER("gender", row -> row.who().gender()),
    BORN("born", row -> row.who().born()),
    EDUCATION("education", row -> row.who().education()),
    STATUS("status", row -> row.who().full() ? "FULL" : "PROBATIONARY"),
    JOINED_PARTY_ON("joinedPartyOn", row -> row.who().joinedParty()),
    FULL_ON("fullOn", row -> row.who().fullOn()),
    FROM("from", row -> row.who().from()),
    GROUP("group", row -> row.group()),
    POST("post", row -> row.posts()),
    IDENTITY_NUMBER("identityNumber", row -> row.who().identityNumber()),
    PHONE("phone", row -> row.who().phone());

    /** Somebody, with the names of branch, group and posts. */
    record Line(
            Enrolled who,
            String branch,
            @Nullable String group,
            @Nullable String posts) {}

    private final String field;
    private final Function<Line, @Nullable Object> value;

    ListColumn(String field, Function<Line, @Nullable Object> value) {
        this.field = field;
        this.value = value;
    }

    /** Its id among the columns of a sheet that is brought. */
    String field() {
        return field;
    }

    /** Whether it lies sealed in the file. */
    boolean sealed() {
        return this == IDENTITY_NUMBER || this == PHONE;
    }

    @Nullable
    Object of(Line line) {
        return value.apply(line);
    }
}
