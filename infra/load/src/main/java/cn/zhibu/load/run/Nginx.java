package cn.zhibu.load.run;

import cn.zhibu.load.measure.LoadException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A reverse proxy of one worker before one service, with a configuration of its own; ended with the run. */
final class Nginx implements AutoCloseable {

    private static final int TRIES = 50;

    private final Process process;
    private final Path folder;
    private final int port;

    private Nginx(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /** Where it is installed, or named; nothing otherwise. */
    static Optional<Path> find(@Nullable Path named) {
        if (named != null) {
            if (!Files.isExecutable(named)) {
                throw new LoadException("--nginx names " + named + ", which cannot be run");
            }
            return Optional.of(named);
        }
        return java.util.stream.Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Nginx before(Path program, String upstream) {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var folder = Files.createTempDirectory("zhibu-nginx");
            int port = free.getLocalPort();
            free.close();
            var file = folder.resolve("nginx.conf");
            Files.writeString(file, configuration(folder, port, upstream));
            var process = new ProcessBuilder(
                            program.toString(), "-p", folder.toString(), "-c", file.toString(), "-e", "stderr")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out.log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "nginx"));
            var nginx = new Nginx(process, folder, port);
            nginx.await();
            return nginx;
        } catch (IOException failed) {
            throw new LoadException("nginx could not be started: " + failed.getMessage(), failed);
        }
    }

    private static String configuration(Path folder, int port, String upstream) {
        var user = "root".equals(System.getProperty("user.name")) ? "user root;\n" : "";
        return user + "daemon off;\nworker_processes 1;\npid " + folder + "/nginx.pid;\n"
                + "events { worker_connections 1024; }\n"
                + "http {\n  access_log off;\n  client_body_temp_path " + folder + "/body;\n  proxy_temp_path " + folder
                + "/proxy;\n  fastcgi_temp_path " + folder + "/f;\n  uwsgi_temp_path " + folder
                + "/u;\n  scgi_temp_path " + folder + "/s;\n  upstream service { server "
                + upstream.replace("http://", "") + "; keepalive 64; }\n  server {\n    listen 127.0.0.1:" + port
                + ";\n    keepalive_requests 1000000;\n    location / {\n      proxy_pass http://service;\n"
                + "      proxy_http_version 1.1;\n      proxy_set_header Connection \"\";\n    }\n  }\n}\n";
    }

    private void await() {
        for (int attempt = 0; attempt < TRIES && process.isAlive(); attempt++) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
                return;
            } catch (IOException notYet) {
                Course.pause(Duration.ofMillis(100));
            }
        }
        close();
        throw new LoadException("nginx did not start; see " + folder.resolve("out.log"));
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    Map<String, Long> pids() {
        var pids = new LinkedHashMap<String, Long>();
        pids.put("nginx", process.pid());
        process.children().forEach(worker -> pids.put("nginx worker " + worker.pid(), worker.pid()));
        return pids;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
