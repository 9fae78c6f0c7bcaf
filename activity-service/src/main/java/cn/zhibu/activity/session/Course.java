package cn.zhibu.activity.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a session went.
 *
 * @param start time of day in China, as "14:30"
 * @param end the same, of the same day
 * @param observers who was there without a vote (列席), by name
 * @param guests how many others were there, as persons
 */
record Course(
        @Nullable String start,
        @Nullable String end,
        @Nullable Lecturer lecturer,
        List<Observer> observers,
        int guests) {

    static final Course UNTOLD = new Course(null, null, null, List.of(), 0);

    Course {
        observers = observers == null ? List.of() : observers;
    }

    /** In which capacity somebody lectures (BR-23, BR-24). */
    enum Capacity {
        SECRETARY,
        LEADER,
        MEMBER,
        EXPERT,
        MODEL,
        OTHER
    }

    /** A member of the branch who was there, or somebody by name. */
    record Lecturer(@Nullable String member, @Nullable String name, Capacity capacity) {}

    /** Somebody who sat in without a vote, and as what. */
    record Observer(String name, @Nullable String post) {}
}
