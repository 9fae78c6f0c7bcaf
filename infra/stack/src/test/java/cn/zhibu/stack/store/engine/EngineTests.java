package cn.zhibu.stack.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What one command that goes wrong leaves behind: nothing in the file, and a store that goes on. */
class EngineTests {

    @TempDir
    private Path directory;

    private static void insert(Writing writing, String document) {
        writing.insert(writing.collection("d", "c"), Stored.bytes(BsonDocument.parse(document)));
    }

    private static void done(CompletableFuture<?> written) throws Exception {
        written.get(20, TimeUnit.SECONDS);
    }

    private Engine opened() {
        return Engine.open(directory.resolve("store.db"), true);
    }

    @Test
    void aCommandThatFailsIsTakenBackAndWhatIndexesKnowOfArraysIsNot() throws Exception {
        try (var engine = opened()) {
            done(engine.write(writing -> {
                insert(writing, "{_id: 1, a: 1}");
                writing.build(writing.collection("d", "c"), BsonDocument.parse("{v: 2, key: {a: 1}, name: 'a'}"));
                return true;
            }));
            assertThatThrownBy(() -> done(engine.write(writing -> {
                        insert(writing, "{_id: 2, a: [1, 2]}");
                        throw new IllegalStateException("after the write");
                    })))
                    .hasMessageContaining("after the write");
            done(engine.write(writing -> {
                insert(writing, "{_id: 3, a: [3, 4]}");
                return true;
            }));
        }
        assertThat(Check.of(directory.resolve("store.db"))).isEmpty();
        try (var engine = opened()) {
            engine.read((session, catalogue) -> {
                var collection = catalogue.find("d", "c");
                assertThat(collection).isNotNull();
                assertThat(session.count(collection)).isEqualTo(2);
                assertThat(collection.indexes().get(1).throughArray(0)).isTrue();
                return true;
            });
        }
    }

    @Test
    void anErrorInOneCommandEndsNobodyElses() throws Exception {
        try (var engine = opened()) {
            assertThatThrownBy(() -> done(engine.write(writing -> {
                        insert(writing, "{_id: 1}");
                        throw new StackOverflowError("too deep");
                    })))
                    .hasRootCauseInstanceOf(StackOverflowError.class);
            done(engine.write(writing -> {
                insert(writing, "{_id: 2}");
                return true;
            }));
            assertThat(engine.refusing()).isNull();
        }
        assertThat(Check.of(directory.resolve("store.db"))).isEmpty();
        assertThat(Files.size(directory.resolve("store.db"))).isPositive();
    }

    /** What goes on into a file that somebody has deleted is lost with the process: it is refused, and not for want of space. */
    @Test
    @Timeout(30)
    void whereTheFileWasDeletedNothingIsAcknowledged() throws Exception {
        try (var engine = opened()) {
            done(engine.write(writing -> {
                insert(writing, "{_id: 0}");
                return true;
            }));
            Files.delete(directory.resolve("store.db"));
            assertThatThrownBy(() -> {
                        for (int i = 1; i < Integer.MAX_VALUE; i++) {
                            var document = "{_id: " + i + "}";
                            done(engine.write(writing -> {
                                insert(writing, document);
                                return true;
                            }));
                        }
                    })
                    .rootCause()
                    .hasMessageContaining("store.db is no longer there");
            assertThat(engine.refusing()).isNotNull();
        }
    }
}
