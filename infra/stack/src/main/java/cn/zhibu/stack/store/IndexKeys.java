package cn.zhibu.stack.store;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.CannotIndexParallelArraysError;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The keys under which a document stands in an index. Look-up keys are generous: whatever value a query could match
 * is there, because the query judges each candidate again. Unique keys are exact.
 */
final class IndexKeys {

    private final List<List<String>> paths;
    private final boolean sparse;

    IndexKeys(List<String> fields, boolean sparse) {
        this.paths = fields.stream().map(field -> List.of(field.split("\\."))).toList();
        this.sparse = sparse;
    }

    Set<byte[]> lookup(Document document) {
        refuseParallelArrays(document);
        return combined(document, false);
    }

    /** Empty when the index is sparse and the document has none of its fields. */
    Set<byte[]> unique(Document document) {
        if (sparse && paths.stream().noneMatch(path -> present(document, path, 0))) {
            return Set.of();
        }
        return combined(document, true);
    }

    private Set<byte[]> combined(Document document, boolean exact) {
        List<byte[]> keys = List.of(new byte[0]);
        for (List<String> path : paths) {
            Set<byte[]> values = bytesSet();
            collect(document, path, 0, exact, values);
            if (values.isEmpty()) {
                values.add(Bson.key(null));
            }
            keys = append(keys, values);
        }
        Set<byte[]> distinct = bytesSet();
        distinct.addAll(keys);
        return distinct;
    }

    private static Set<byte[]> bytesSet() {
        return new TreeSet<>(java.util.Arrays::compareUnsigned);
    }

    /** Every beginning followed by every value. */
    static List<byte[]> append(List<byte[]> beginnings, Collection<byte[]> values) {
        var longer = new ArrayList<byte[]>(beginnings.size() * values.size());
        for (byte[] beginning : beginnings) {
            for (byte[] value : values) {
                var bytes = new ByteArrayOutputStream(beginning.length + value.length);
                bytes.writeBytes(beginning);
                bytes.writeBytes(value);
                longer.add(bytes.toByteArray());
            }
        }
        return longer;
    }

    private static void collect(@Nullable Object value, List<String> path, int at, boolean exact, Set<byte[]> into) {
        if (at == path.size()) {
            collectLeaf(value, exact, into);
        } else if (value instanceof Document document) {
            collect(document.getOrMissing(path.get(at)), path, at + 1, exact, into);
        } else if (value instanceof List<?> list) {
            if (!exact && isNumber(path.get(at))) {
                collect(element(list, path.get(at)), path, at + 1, false, into);
            }
            for (Object element : list) {
                collect(element, path, at, exact, into);
            }
        } else {
            into.add(Bson.key(null));
        }
    }

    private static void collectLeaf(@Nullable Object value, boolean exact, Set<byte[]> into) {
        if (value instanceof Collection<?> elements) {
            for (Object element : elements) {
                into.add(Bson.key(element));
            }
            if (!exact || elements.isEmpty()) {
                into.add(Bson.key(value));
            }
        } else {
            into.add(Bson.key(value));
        }
    }

    private static @Nullable Object element(List<?> list, String digits) {
        if (digits.length() > 9) {
            return Missing.getInstance();
        }
        int index = Integer.parseInt(digits);
        return index < list.size() ? list.get(index) : Missing.getInstance();
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(Character::isDigit);
    }

    private static boolean present(@Nullable Object value, List<String> path, int at) {
        if (at == path.size()) {
            return !(value instanceof Missing);
        }
        if (value instanceof Document document) {
            return present(document.getOrMissing(path.get(at)), path, at + 1);
        }
        return value instanceof List<?> list && list.stream().anyMatch(element -> present(element, path, at));
    }

    private void refuseParallelArrays(Document document) {
        var arrays = new LinkedHashSet<List<String>>();
        for (List<String> path : paths) {
            var array = firstArray(document, path);
            if (array != null) {
                arrays.add(array);
            }
        }
        if (arrays.size() > 1) {
            throw new CannotIndexParallelArraysError(
                    arrays.stream().map(path -> path.get(path.size() - 1)).toList());
        }
    }

    private static @Nullable List<String> firstArray(Document document, List<String> path) {
        Object value = document;
        for (int at = 0; at < path.size(); at++) {
            if (!(value instanceof Document parent)) {
                return null;
            }
            value = parent.getOrMissing(path.get(at));
            if (value instanceof Collection) {
                return path.subList(0, at + 1);
            }
        }
        return null;
    }
}
