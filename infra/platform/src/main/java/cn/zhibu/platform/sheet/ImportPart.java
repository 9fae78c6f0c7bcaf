package cn.zhibu.platform.sheet;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.security.SealPlace;
import cn.zhibu.platform.security.Sealed;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Some of the rows of an import, in their order.
 *
 * @param number counts from 0
 * @param lines sealed; gone when they are entered, for then the records say it all
 * @param entered rows that became records; only then
 */
@Document("import_parts")
@CompoundIndex(name = "rows", def = "{'batch': 1, 'number': 1}")
record ImportPart(
        @Id String id,
        String batch,
        int number,
        @Nullable Sealed lines,
        @Nullable List<Integer> entered,
        @Version @Nullable Long version) {

    /** Rows of a part. */
    static final int ROWS = 100;

    static String id(String batch, int number) {
        return String.format(Locale.ROOT, "%s-%03d", batch, number);
    }

    static SealPlace place(String id) {
        return new SealPlace("import.rows", id);
    }

    Change<ImportPart> with(Sealed changed) {
        return Change.of(new ImportPart(id, batch, number, changed, entered, version));
    }

    Change<ImportPart> emptied(List<Integer> rows) {
        return Change.of(new ImportPart(id, batch, number, null, rows, version));
    }
}
