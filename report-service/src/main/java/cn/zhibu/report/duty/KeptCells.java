package cn.zhibu.report.duty;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;

/** Cells as they are kept: sent on as they are, and read only if somebody looks into them. */
@JsonSerialize(using = KeptCells.AsKept.class)
final class KeptCells extends AbstractList<Cell> {

    private final String json;
    private final Supplier<List<Cell>> reading;
    private @Nullable List<Cell> read;

    KeptCells(String json, Supplier<List<Cell>> reading) {
        this.json = json;
        this.reading = reading;
    }

    String json() {
        return json;
    }

    @Override
    public Cell get(int index) {
        return read().get(index);
    }

    @Override
    public int size() {
        return read().size();
    }

    private List<Cell> read() {
        var known = read;
        if (known == null) {
            known = reading.get();
            read = known;
        }
        return known;
    }

    /** Writes the text as it is. */
    static final class AsKept extends ValueSerializer<KeptCells> {
        @Override
        public void serialize(KeptCells cells, JsonGenerator out, SerializationContext context) {
            out.writeRawValue(cells.json());
        }

        @Override
        public boolean isEmpty(SerializationContext context, KeptCells cells) {
            return false;
        }
    }
}
