package cn.zhibu.stack.launch;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The configuration that docker-compose.yml and this machine share: it is written there once, and here the names of the
 * containers become addresses and folders of this machine.
 */
final class Composition {

    private static final Pattern ADDRESS =
            Pattern.compile("\\b(mongodb|kafka|keycloak|localhost|gateway|[a-z]+-service):(\\d+)");
    private static final Set<String> PORTS = Set.of("SERVER_PORT", "MANAGEMENT_SERVER_PORT");
    private static final String REPLICA_SET = "ZHIBU_STORE_REPLICA_SET";
    private static final String MAIL = "ZHIBU_SMTP_";
    private static final String SECRETS = "/run/zhibu/";
    private static final String DATA = "/var/lib/zhibu/";

    private final Settings settings;

    Composition(Settings settings) {
        this.settings = settings;
    }

    /**
     * What a service is told at its start. Left out are the mail server that only containers have, and names without a
     * value: those are passed on from the environment, which a process has anyway.
     */
    Map<String, String> environment(String service) {
        var translated = new LinkedHashMap<String, String>();
        if (services().get(service) instanceof Map<?, ?> described
                && described.get("environment") instanceof Map<?, ?> environment) {
            environment.forEach((key, value) -> {
                var name = String.valueOf(key);
                if (!name.startsWith(MAIL) && value != null) {
                    translated.put(name, here(name, String.valueOf(value)));
                }
            });
            return translated;
        }
        throw new StackException("docker-compose.yml says nothing of " + service);
    }

    /** The broker's properties as the container reads them, with the addresses and the folder of this machine. */
    String broker(String folder) {
        try {
            var file = settings.root().resolve("infra/docker/kafka/server.properties");
            return addresses(Files.readString(file)).replaceAll("(?m)^log\\.dirs=.*$", "log.dirs=" + folder);
        } catch (IOException missing) {
            throw new StackException("infra/docker/kafka/server.properties cannot be read", missing);
        }
    }

    private String here(String key, String text) {
        if (key.equals(REPLICA_SET)) {
            return "wanted";
        }
        if (PORTS.contains(key)) {
            return Integer.toString(settings.port(Integer.parseInt(text)));
        }
        return addresses(text)
                .replaceAll("replicaSet=\\w+&retryWrites=true", "retryWrites=false")
                .replace("0.0.0.0", "127.0.0.1")
                .replace(SECRETS, settings.local() + "/")
                .replace(DATA, settings.local() + "/data/");
    }

    private String addresses(String text) {
        return ADDRESS.matcher(text).replaceAll(found -> {
            var host = Set.of("localhost", "keycloak").contains(found.group(1)) ? "localhost" : "127.0.0.1";
            return Matcher.quoteReplacement(host + ":" + settings.port(Integer.parseInt(found.group(2))));
        });
    }

    private Map<?, ?> services() {
        try (Reader file = Files.newBufferedReader(settings.root().resolve("docker-compose.yml"))) {
            Object all = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return all instanceof Map<?, ?> compose && compose.get("services") instanceof Map<?, ?> services
                    ? services
                    : Map.of();
        } catch (IOException missing) {
            throw new StackException("docker-compose.yml cannot be read", missing);
        }
    }
}
