package cn.zhibu.stack.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the data of a stack were made with, kept among them: the number added to the ports, which addresses in the identity
 * server have in them, and which store the documents lie in.
 */
record DataNotes(Path data) {

    static final String EMBEDDED = "embedded";
    static final String MONGOD = "mongod";

    private static final String PORT_BASE = "port-base";
    private static final String STORE = "store-kind";

    /** None when there are no data yet. */
    @Nullable
    Integer portBase() {
        try {
            var note = read(PORT_BASE);
            return note == null ? null : Integer.valueOf(note);
        } catch (NumberFormatException unreadable) {
            return null;
        }
    }

    void notePortBase(int portBase) {
        write(PORT_BASE, Integer.toString(portBase));
    }

    /** As noted; data of before there was a note are where there are files. None when there are no documents yet. */
    @Nullable
    String store() {
        var note = read(STORE);
        if (note != null) {
            return note;
        }
        return filled("store") ? EMBEDDED : filled(MONGOD) ? MONGOD : null;
    }

    void noteStore(String kind) {
        write(STORE, kind);
    }

    private boolean filled(String folder) {
        var files = data.resolve(folder).toFile().list();
        return files != null && files.length > 0;
    }

    private @Nullable String read(String name) {
        try {
            var file = data.resolve(name);
            return Files.exists(file) ? Files.readString(file).strip() : null;
        } catch (IOException unreadable) {
            throw new StackException(data.resolve(name) + " cannot be read", unreadable);
        }
    }

    private void write(String name, String note) {
        try {
            Files.createDirectories(data);
            Files.writeString(data.resolve(name), note + "\n");
        } catch (IOException failed) {
            throw new StackException(data.resolve(name) + " cannot be written", failed);
        }
    }
}
