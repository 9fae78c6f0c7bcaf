package cn.zhibu.platform.change;

import cn.zhibu.platform.problem.Taken;
import cn.zhibu.platform.store.Duplicates;
import cn.zhibu.process.problem.Problem;
import cn.zhibu.process.problem.ProblemType;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/** Turns what the store says of a taken key into the refusal that the record declares ({@link Unique}). */
final class Uniqueness {

    private Uniqueness() {}

    /** The failure itself when no key is taken. */
    static Throwable told(Class<?> type, Document fields, Throwable failure) {
        var index = Duplicates.index(failure);
        return index == null ? failure : taken(type, index, fields, failure);
    }

    static DuplicateKeyException taken(Class<?> type, String index, Document fields, @Nullable Throwable cause) {
        for (var unique : type.getAnnotationsByType(Unique.class)) {
            if (unique.index().equals(index) && !unique.field().isEmpty()) {
                return new Taken(refusal(unique, fields), cause);
            }
        }
        return new DuplicateKeyException("A unique value is taken: index " + index, cause);
    }

    private static Problem refusal(Unique unique, Document fields) {
        var type = type(unique);
        var value = unique.value().isEmpty() ? null : at(fields, unique.value());
        return value == null ? type.at(unique.field()) : type.at(unique.field(), value);
    }

    private static ProblemType type(Unique unique) {
        for (var constant : unique.refusal().getEnumConstants()) {
            if (constant.name().equals(unique.as())) {
                return constant;
            }
        }
        throw new IllegalStateException(unique.refusal() + " has no " + unique.as());
    }

    private static @Nullable Object at(Document fields, String path) {
        return fields.getEmbedded(List.of(path.split("\\.")), Object.class);
    }
}
