package cn.zhibu.stack.store.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Looks at every page, document and entry of a file, and says what is not as it should be. */
public final class Check {

    private static final int PAGE = 500;
    private static final int MOST_FAULTS = 50;

    private final Session session;
    private final List<String> faults = new ArrayList<>();

    private Check(Session session) {
        this.session = session;
    }

    /** Empty when all is well. The file may be in use. */
    public static List<String> of(Path file) {
        var disk = Disk.open(file, true);
        try (var session = disk.reader()) {
            var check = new Check(session);
            check.pages();
            if (check.faults.isEmpty()) {
                session.beginReading();
                for (var collections : Catalogue.read(session).databases().values()) {
                    collections.values().forEach(check::collection);
                }
                session.endReading();
            }
            return check.faults.subList(0, Math.min(MOST_FAULTS, check.faults.size()));
        } catch (FileFailure failed) {
            return List.of(String.valueOf(failed.getMessage()));
        }
    }

    private void pages() {
        session.with("PRAGMA integrity_check(20)", statement -> {
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    if (!found.getString(1).equals("ok")) {
                        faults.add(found.getString(1));
                    }
                }
                return true;
            }
        });
    }

    private void collection(Collection collection) {
        long documents = 0;
        for (long from = collection.begin(); faults.size() < MOST_FAULTS; ) {
            var positions = session.positions(from, collection.end(), PAGE);
            if (positions.isEmpty()) {
                break;
            }
            for (long position : positions) {
                document(collection, position);
                documents++;
            }
            from = positions.get(positions.size() - 1) + 1;
        }
        if (documents != session.count(collection)) {
            faults.add(
                    collection.namespace() + ": " + documents + " documents, counted as " + session.count(collection));
        }
        collection.indexes().forEach(index -> entries(collection, index));
    }

    private void document(Collection collection, long position) {
        try {
            var document = Stored.open(Objects.requireNonNull(session.document(position)));
            for (Index index : collection.indexes()) {
                for (byte[] key : index.keys(document)) {
                    var wanted = Index.entry(key, position);
                    var found = session.entries(index.id(), Range.beginning(wanted), false, 1);
                    if (found.isEmpty()) {
                        faults.add(collection.namespace() + ": " + index.name() + " lacks document " + position);
                    }
                }
            }
        } catch (FileFailure damaged) {
            faults.add(collection.namespace() + ": " + damaged.getMessage());
        }
    }

    private void entries(Collection collection, Index index) {
        var range = Range.all();
        while (faults.size() < MOST_FAULTS) {
            var entries = session.entries(index.id(), range, false, PAGE);
            if (entries.isEmpty()) {
                return;
            }
            for (byte[] entry : entries) {
                entry(collection, index, entry);
            }
            range = range.behind(entries.get(entries.size() - 1), false);
        }
    }

    private void entry(Collection collection, Index index, byte[] entry) {
        long position = Index.position(entry);
        try {
            var document = session.document(position);
            var keys =
                    document == null ? new TreeSet<byte[]>(Arrays::compareUnsigned) : index.keys(Stored.open(document));
            if (!keys.contains(Arrays.copyOf(entry, entry.length - Long.BYTES))) {
                faults.add(collection.namespace() + ": " + index.name() + " names document " + position
                        + ", which is not so");
            }
        } catch (FileFailure damaged) {
            faults.add(collection.namespace() + ": " + damaged.getMessage());
        }
    }
}
