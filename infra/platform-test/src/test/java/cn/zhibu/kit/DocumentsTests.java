package cn.zhibu.kit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhibu.platform.change.Changes;
import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.tenant.Tenancy;
import cn.zhibu.probe.ProbeApplication;
import cn.zhibu.probe.Thing;
import cn.zhibu.process.problem.Problems;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The documents that no single service owns: the platform's problems, and the events of all. */
@ServiceTest
class DocumentsTests {

    @SpringBootConfiguration
    @Import(ProbeApplication.class)
    static class Probe {}

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Autowired
    private Problems problems;

    @Autowired
    private World world;

    @Autowired
    private Changes changes;

    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void theCommittedListOfProblemsIsWhatThePlatformCanAnswer() throws IOException {
        Committed.check(Path.of("../platform/problems.json"), ProblemList.ofPlatform(problems));
    }

    @Test
    void theCommittedDocumentOfEventsIsWhatTheContractsSay() throws IOException {
        Committed.check(Path.of("../contracts/asyncapi.json"), EventDocument.make());
    }

    @Test
    void everySchemaIsListedUnderOneTopic() throws IOException {
        var schemas = new TreeSet<String>();
        for (var file :
                new PathMatchingResourcePatternResolver().getResources("classpath*:zhibu/contracts/*/*.schema.json")) {
            schemas.add(String.valueOf(file.getFilename()).replace(".schema.json", ""));
        }
        var listed = Channels.read().stream()
                .flatMap(channel -> channel.events().keySet().stream())
                .toList();
        assertThat(listed).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(listed)).hasSizeGreaterThan(30).isEqualTo(schemas);
    }

    @Test
    void theOutboxWritesHeadersAndKeyAsDescribed() throws IOException {
        var tenant = world.bureau();
        var id = UUID.randomUUID().toString();
        var command = new Command("account", "key", null, () -> "", "0123456789abcdef0123456789abcdef");
        changes.save(Thing.make(id, "unit"))
                .contextWrite(context -> command.into(Tenancy.in(context, tenant)))
                .block(LIMIT);
        var sent = received(tenant + ":" + id);
        var headers = new TreeMap<String, String>();
        sent.headers().forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        var envelope = json.valueToTree(EventDocument.make()).at("/components/messageTraits/envelope");
        assertFits(headers, envelope.get("headers"));
        assertFits(sent.key(), envelope.at("/bindings/kafka/key"));
        assertThat(headers)
                .containsOnlyKeys(envelope.at("/headers/properties").propertyNames())
                .containsEntry("ce_subject", id)
                .containsEntry("ce_tenantid", tenant)
                .containsEntry("ce_actor", "account");
    }

    private void assertFits(Object value, JsonNode schema) {
        var faults = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(schema.toString())
                .validate(json.writeValueAsString(value), InputFormat.JSON);
        assertThat(faults).as("%s against %s", value, schema).isEmpty();
    }

    private static ConsumerRecord<String, byte[]> received(String key) {
        try (var consumer = new KafkaConsumer<String, byte[]>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                TestStack.brokers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                UUID.randomUUID().toString(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class))) {
            consumer.subscribe(List.of("probe.events"));
            var found = new java.util.concurrent.CopyOnWriteArrayList<ConsumerRecord<String, byte[]>>();
            World.await(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> {
                    if (key.equals(message.key())) {
                        found.add(message);
                    }
                });
                return !found.isEmpty();
            });
            return found.get(0);
        }
    }
}
