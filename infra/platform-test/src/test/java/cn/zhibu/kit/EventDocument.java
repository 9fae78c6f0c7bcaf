package cn.zhibu.kit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The AsyncAPI document of all events, made of {@code infra/contracts/data} and of the envelope that the outbox writes. */
final class EventDocument {

    private static final String KAFKA = "0.5.0";
    private static final String CHINESE = "x-zh-CN";

    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, Object> channels = new TreeMap<>();
    private final Map<String, Object> operations = new TreeMap<>();
    private final Map<String, Object> messages = new TreeMap<>();
    private final Map<String, Object> schemas = new TreeMap<>();

    static Map<String, Object> make() throws IOException {
        return new EventDocument().of(Channels.read());
    }

    private Map<String, Object> of(List<Channels.Channel> listed) throws IOException {
        for (var channel : listed) {
            channels.put(channel.topic(), channel(channel));
            for (var sender : channel.senders()) {
                operations.put(
                        sender + "-service." + channel.topic(),
                        Map.of(
                                "action",
                                "send",
                                "channel",
                                ref("channels/" + channel.topic()),
                                "summary",
                                sender + "-service tells what happened on " + channel.topic()));
            }
            for (var event : channel.events().entrySet()) {
                message(channel.topic(), event.getKey(), event.getValue());
            }
        }
        return new TreeMap<>(Map.of(
                "asyncapi",
                "3.0.0",
                "info",
                info(),
                "defaultContentType",
                "application/json",
                "channels",
                channels,
                "operations",
                operations,
                "components",
                Map.of("messages", messages, "schemas", schemas, "messageTraits", Map.of("envelope", envelope()))));
    }

    private static Map<String, Object> info() {
        return Map.of(
                "title",
                "Zhibu events",
                "version",
                "1.0.0",
                "description",
                "What happened in Zhibu, told over Kafka as CloudEvents (binary mode). Order holds per key; an event may come"
                        + " more than once, and its id and sequence say so. Names and fields are never changed: a new form is a"
                        + " new name (.v2). Ignore fields and events you do not know.");
    }

    private static Map<String, Object> channel(Channels.Channel channel) {
        var references = new TreeMap<String, Object>();
        channel.events().keySet().forEach(name -> references.put(name, ref("components/messages/" + name)));
        return Map.of(
                "address",
                channel.topic(),
                "description",
                String.valueOf(channel.description().get("en")),
                CHINESE,
                String.valueOf(channel.description().get("zh-CN")),
                "messages",
                references,
                "bindings",
                Map.of("kafka", Map.of("topic", channel.topic(), "bindingVersion", KAFKA)));
    }

    private void message(String topic, String name, String chinese) throws IOException {
        var folder = folder(name);
        var schema = read(folder + name + ".schema.json");
        schema.remove("$schema");
        schema.remove("$id");
        schemas.put(name, schema);
        var sample = read(folder + name + ".json");
        var summary = String.valueOf(schema.get("description"));
        messages.put(
                name,
                new LinkedHashMap<>(Map.of(
                        "name",
                        name,
                        "title",
                        name,
                        "summary",
                        summary,
                        CHINESE,
                        chinese,
                        "contentType",
                        "application/json",
                        "traits",
                        List.of(ref("components/messageTraits/envelope")),
                        "payload",
                        ref("components/schemas/" + name),
                        "examples",
                        List.of(Map.of("name", "sample", "summary", "On " + topic, "payload", sample)))));
    }

    /** Headers and key as {@code cn.zhibu.platform.change.Sender} writes them. */
    private static Map<String, Object> envelope() {
        var headers = new LinkedHashMap<String, Object>();
        headers.put("ce_specversion", Map.of("type", "string", "const", "1.0", "description", "CloudEvents"));
        headers.put("ce_id", text("Names the event for ever: the same on every delivery"));
        headers.put("ce_source", text("Who says it: urn:zhibu:<service>"));
        headers.put("ce_type", text("Name of the event, e.g. member.joined.v1"));
        headers.put("ce_subject", text("Id of what changed"));
        headers.put("ce_time", Map.of("type", "string", "format", "date-time", "description", "When it was decided"));
        headers.put("ce_tenantid", text("Id of the bureau"));
        headers.put(
                "ce_sequence",
                Map.of(
                        "type",
                        "string",
                        "pattern",
                        "^[0-9]+$",
                        "description",
                        "Version of the subject times 1000 plus the place among the events of that version"));
        headers.put("ce_actor", text("Id of the account that acted; absent where the platform acted by itself"));
        headers.put("ce_unitid", text("Id of the unit it belongs to; absent where there is none"));
        headers.put("ce_traceid", text("W3C trace id of the request that caused it; absent where none did"));
        headers.put("content-type", Map.of("type", "string", "const", "application/json"));
        var always = new ArrayList<>(headers.keySet());
        always.removeAll(List.of("ce_actor", "ce_unitid", "ce_traceid"));
        return Map.of(
                "headers",
                Map.of("type", "object", "properties", headers, "required", always, "additionalProperties", false),
                "bindings",
                Map.of(
                        "kafka",
                        Map.of(
                                "key",
                                Map.of(
                                        "type",
                                        "string",
                                        "pattern",
                                        "^[^:]+:.+$",
                                        "description",
                                        "Bureau and subject, <ce_tenantid>:<ce_subject>: what happens to one thing stays in order"),
                                "bindingVersion",
                                KAFKA)));
    }

    private static String folder(String name) throws IOException {
        for (var folder : List.of("member", "activity", "report", "notification", "audit")) {
            if (new ClassPathResource("zhibu/contracts/" + folder + "/" + name + ".json").exists()) {
                return folder + "/";
            }
        }
        throw new IOException("infra/contracts/data has no sample of " + name);
    }

    private Map<String, Object> read(String path) throws IOException {
        try (var file = new ClassPathResource("zhibu/contracts/" + path).getInputStream()) {
            return json.readValue(file, new TypeReference<LinkedHashMap<String, Object>>() {});
        }
    }

    private static Map<String, Object> text(String description) {
        return Map.of("type", "string", "description", description);
    }

    private static Map<String, Object> ref(String path) {
        return Map.of("$ref", "#/" + path);
    }
}
