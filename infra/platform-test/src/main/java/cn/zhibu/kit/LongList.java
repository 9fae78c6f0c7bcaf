package cn.zhibu.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bson.Document;
import tools.jackson.databind.JsonNode;

/** A list that is longer than is counted: every line of it is reached, each once, from page to page. */
public final class LongList {

    private static final int COPIES = 1_050;
    private static final int SIZE = 100;

    private final World world;
    private final Client client;
    private final String path;
    private final Function<JsonNode, String> idOf;

    /** @param path of the list, with its query */
    public LongList(World world, Client client, String path, Function<JsonNode, String> idOf) {
        this.world = world;
        this.client = client;
        this.path = path;
        this.idOf = idOf;
    }

    /**
     * Copies one document until the list is too long to count, and walks it.
     *
     * @param differing what has to differ from copy to copy but for the id
     */
    public void check(String tenant, String collection, String id, BiConsumer<Document, Integer> differing) {
        var there = world.document(tenant, collection, id);
        assertThat(there).as("the one that is copied").isNotNull();
        var copies = IntStream.range(0, COPIES)
                .mapToObj(number -> {
                    var copy = new Document(there).append("_id", name(number));
                    differing.accept(copy, number);
                    return copy;
                })
                .toList();
        world.store(tenant, collection, copies);
        var before = walk();
        assertThat(before).hasSizeGreaterThan(COPIES).doesNotHaveDuplicates();
        assertThat(before).contains(id);
        assertThat(client.get(path + mark() + "after=nonsense").status()).isEqualTo(400);
    }

    /** Ids in no order of their own. */
    private static String name(int number) {
        return new java.util.UUID(new Random(number).nextLong(), number).toString();
    }

    private List<String> walk() {
        var ids = new ArrayList<String>();
        var page = client.get(path + mark() + "size=" + SIZE).expect(200);
        assertThat(page.get("more").asBoolean()).isTrue();
        assertThat(page.get("total").asInt()).isEqualTo(1000);
        while (true) {
            page.get("items").forEach(line -> ids.add(idOf.apply(line)));
            var next = page.path("next");
            if (next.isMissingNode() || next.isNull()) {
                return ids;
            }
            assertThat(page.get("items").size()).isEqualTo(SIZE);
            page = client.get(path + mark() + "size=" + SIZE + "&after=" + next.asString())
                    .expect(200);
        }
    }

    private String mark() {
        return path.indexOf('?') < 0 ? "?" : "&";
    }
}
