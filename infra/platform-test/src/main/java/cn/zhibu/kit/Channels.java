package cn.zhibu.kit;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The topics and what goes over each, as {@code infra/contracts/data/channels.json} lists them. */
final class Channels {

    private Channels() {}

    static List<Channel> read() throws IOException {
        try (var file = new ClassPathResource("zhibu/contracts/channels.json").getInputStream()) {
            return JsonMapper.builder().build().readValue(file, new TypeReference<>() {});
        }
    }

    /**
     * One topic.
     *
     * @param senders services that send to it
     * @param description in each language
     * @param events by name on the wire, each with one sentence in Chinese; the schema has the English one
     */
    record Channel(String topic, List<String> senders, Map<String, String> description, Map<String, String> events) {}
}
