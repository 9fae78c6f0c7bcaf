package cn.zhibu.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.fail;

import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import cn.zhibu.platform.event.EventConsumer;
import cn.zhibu.platform.event.Table;
import cn.zhibu.process.problem.Problems;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.reactivestreams.client.MongoClient;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a service says and hears, held against {@code infra/contracts}: each event it can say has a schema and a sample
 * that fits both the schema and its record; each event it hears has a sample that its table can read; every word on the
 * wire is in {@code words.txt}. And how it refuses: the list of its problems is committed beside it.
 */
@ServiceTest
public abstract class ContractTests {

    private static final String CONTRACTS = "classpath*:zhibu/contracts/";

    @Autowired
    private List<EventConsumer> consumers = List.of();

    @Autowired
    private Problems problems;

    @Autowired
    private MongoMappingContext mapping = new MongoMappingContext();

    @Autowired
    private @Nullable MongoClient client;

    @LocalManagementPort
    private int management;

    @Value("${zhibu.topic}")
    private String topic = "";

    private final JsonMapper json = JsonMapper.builder().build();
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /** Base package of the service. */
    protected abstract String basePackage();

    /** The service's consumers, the platform's among them. */
    protected List<EventConsumer> consumers() {
        return consumers;
    }

    /** Topic word of the service's own events, e.g. "member". */
    protected abstract String owner();

    @Test
    void eachEventSaidHasASchemaAndASampleThatFitBothWays() throws IOException {
        for (var event : said()) {
            var name = event.getAnnotation(EventName.class).value();
            var schema = schema(name);
            var sample = sample(name);
            assertThat(schema.validate(sample.toString(), com.networknt.schema.InputFormat.JSON))
                    .as("sample of " + name)
                    .isEmpty();
            var written = json.writeValueAsString(json.treeToValue(sample, event));
            assertThat(schema.validate(written, com.networknt.schema.InputFormat.JSON))
                    .as(name + " as it is written")
                    .isEmpty();
            assertThat(json.readTree(written))
                    .as(name + " keeps every field of its sample")
                    .isEqualTo(sample);
        }
    }

    @Test
    void noSchemaOfTheServiceIsWithoutARecord() throws IOException {
        var names = said().stream()
                .map(event -> event.getAnnotation(EventName.class).value())
                .collect(Collectors.toSet());
        assertThat(namesOwned())
                .as("schemas in infra/contracts under owner " + owner())
                .isEqualTo(new TreeSet<>(names));
    }

    @Test
    void eachEventHeardHasASampleThatTheTableCanRead() throws IOException {
        for (var consumer : consumers()) {
            var table = Table.of(consumer, json);
            for (var name : table.names()) {
                var sample = json.writeValueAsBytes(sample(name));
                assertThatCode(() -> table.read(name, sample))
                        .as(consumer.getClass().getSimpleName() + " hears " + name)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void everyWordOnTheWireIsInTheList() throws IOException {
        var words = Set.of(text("words.txt").split("\\s+"));
        var unknown = new TreeSet<String>();
        for (var event : said()) {
            var name = event.getAnnotation(EventName.class).value();
            var parts = new ArrayList<>(List.of(name.replaceAll("\\.v\\d+$", "").split("[.-]")));
            for (var field : event.getRecordComponents()) {
                parts.addAll(List.of(field.getName().split("(?=[A-Z])")));
            }
            parts.stream()
                    .map(word -> word.toLowerCase(java.util.Locale.ROOT))
                    .filter(word -> !words.contains(word))
                    .forEach(unknown::add);
        }
        assertThat(unknown)
                .as("words missing in infra/contracts/data/words.txt (spell them right: they live for ever)")
                .isEmpty();
    }

    @Test
    void eachEventSaidIsListedUnderTheTopicItGoesTo() throws IOException {
        for (var event : said()) {
            var name = event.getAnnotation(EventName.class);
            var listed = Channels.read().stream()
                    .filter(channel -> channel.events().containsKey(name.value()))
                    .toList();
            assertThat(listed)
                    .as("channels that list " + name.value() + " in infra/contracts/data/channels.json")
                    .singleElement()
                    .satisfies(channel -> {
                        assertThat(channel.topic()).isEqualTo(name.topic().isEmpty() ? topic : name.topic());
                        assertThat(channel.senders()).contains(owner());
                    });
        }
    }

    @Test
    void theCommittedListOfProblemsIsWhatTheServiceCanAnswer() throws IOException {
        Committed.check(Path.of("problems.json"), ProblemList.ofService(owner(), basePackage(), problems));
    }

    @Test
    void eachUniqueIndexSaysWhichFieldIsTakenAndHow() {
        UniqueIndexes.check(mapping, problems);
    }

    @Test
    void theManagementPortAsksWhoIsThere() throws IOException {
        ManagementPort.check(management, Files.readString(TestStack.masterKeyFile()));
    }

    @Test
    void theStoreIsAskedForWhatTheDocumentsPromise() {
        assertThat(Objects.requireNonNull(client).getWriteConcern()).isEqualTo(WriteConcern.MAJORITY.withJournal(true));
        assertThat(Objects.requireNonNull(client).getReadConcern()).isEqualTo(ReadConcern.MAJORITY);
    }

    private List<Class<?>> said() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(basePackage()).stream()
                        .filter(type -> type.isAssignableTo(DomainEvent.class) && type.isRecord())
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }

    private Set<String> namesOwned() throws IOException {
        var owned = new TreeSet<String>();
        for (var resource :
                new PathMatchingResourcePatternResolver().getResources(CONTRACTS + owner() + "/*.schema.json")) {
            owned.add(String.valueOf(resource.getFilename()).replace(".schema.json", ""));
        }
        return owned;
    }

    private Schema schema(String name) throws IOException {
        return schemas.getSchema(text("*/" + name + ".schema.json"));
    }

    private JsonNode sample(String name) throws IOException {
        return json.readTree(text("*/" + name + ".json"));
    }

    private static String text(String path) throws IOException {
        var found = new PathMatchingResourcePatternResolver().getResources(CONTRACTS + path);
        if (found.length == 0) {
            return fail("infra/contracts/data/" + path + " is missing");
        }
        return found[0].getContentAsString(StandardCharsets.UTF_8);
    }
}
