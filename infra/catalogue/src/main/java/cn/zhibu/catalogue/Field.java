package cn.zhibu.catalogue;

import cn.zhibu.words.Words;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is written down.
 *
 * @param min least value, or least length of a text
 * @param max greatest value, or greatest length of a text
 */
public record Field(
        String id,
        Type type,
        boolean required,
        Privacy privacy,
        Words names,
        @Nullable Words help,
        List<Option> options,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable String measureUnit,
        @Nullable When when) {

    public Field {
        options = options == null ? List.of() : List.copyOf(options);
    }

    public Optional<Option> option(String id) {
        return options.stream().filter(option -> option.id().equals(id)).findFirst();
    }

    public Field with(List<Option> other) {
        return new Field(id, type, required, privacy, names, help, other, min, max, measureUnit, when);
    }

    /** A restricted field never leaves the owning service in an event. */
    public boolean restricted() {
        return privacy == Privacy.RESTRICTED;
    }

    /** What a value is; the words are those of the files and of the API. */
    public enum Type {
        TEXT("text"),
        LONG_TEXT("longText"),
        DATE("date"),
        INTEGER("integer"),
        NUMBER("number"),
        MONEY("money"),
        CHOICE("choice"),
        BOOLEAN("boolean"),
        MEMBER("member"),
        /** Somebody by name, who is told apart by a mark outside the owning service. */
        PERSON("person"),
        PARTY("party"),
        /** A campaign that is asked of the branch, by its id. */
        CAMPAIGN("campaign");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        @JsonValue
        public String word() {
            return word;
        }

        public boolean number() {
            return this == INTEGER || this == NUMBER || this == MONEY;
        }
    }

    /** How far a value may go. */
    public enum Privacy {
        PUBLIC("public"),
        INTERNAL("internal"),
        RESTRICTED("restricted");

        private final String word;

        Privacy(String word) {
            this.word = word;
        }

        @JsonValue
        public String word() {
            return word;
        }
    }

    /** One choice of a field. */
    public record Option(String id, Words names) {}

    /** A field that is asked only when another has this value. */
    public record When(String field, String equals) {}
}
