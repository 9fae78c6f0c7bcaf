package cn.zhibu.stack.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The broker's configuration, put where it reads it, and the formatting of its folder. */
final class Kafka {

    private Kafka() {}

    static void prepare(Settings settings, List<String> command, Composition composition) throws IOException {
        var conf = Files.createDirectories(settings.dist().resolve("kafka-conf"));
        Files.writeString(conf.resolve("logback.xml"), LOGBACK);
        var home = Files.createDirectories(settings.data(Parts.KAFKA));
        var properties = home.resolve("kafka.properties");
        Files.writeString(properties, composition.broker(home.resolve("log").toString()));
        if (!Files.exists(home.resolve("log/meta.properties"))) {
            format(settings, command, properties);
        }
    }

    private static void format(Settings settings, List<String> command, Path properties) throws IOException {
        var format = new ArrayList<>(command.subList(0, command.indexOf("kafka.Kafka")));
        var id = java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(UUID.randomUUID()));
        format.addAll(List.of(
                "kafka.tools.StorageTool",
                "format",
                "--cluster-id=" + id,
                "-c",
                properties.toString(),
                "--ignore-formatted"));
        var log = settings.log("kafka-format");
        var process = new ProcessBuilder(format)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new StackException("the broker's folder could not be formatted:\n" + Logs.tail(log));
            }
        } catch (InterruptedException stopped) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", stopped);
        }
    }

    private static byte[] bytes(UUID id) {
        return java.nio.ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static final String LOGBACK = """
            <configuration>
              <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d %-5level %logger{20} %msg%n</pattern></encoder>
              </appender>
              <logger name="kafka.server.KafkaRaftServer" level="INFO"/>
              <logger name="kafka.server.KafkaRaftServer$" level="INFO"/>
              <root level="WARN"><appender-ref ref="console"/></root>
            </configuration>
            """;
}
