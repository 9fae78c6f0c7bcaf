package cn.zhibu.stack.move;

import cn.zhibu.stack.launch.Settings;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A MongoDB of the machine, as ZHIBU_MONGOD or the PATH name it, with nothing in it. */
record FoundMongod(Process process, String uri) implements AutoCloseable {

    static Stream<Path> find() {
        return Stream.ofNullable(Settings.of(System.getenv()).mongod());
    }

    static FoundMongod start(Path program) throws IOException {
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/stores")), "mongod");
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var process = new ProcessBuilder(
                        program.toString(),
                        "--dbpath",
                        folder.toString(),
                        "--bind_ip",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new FoundMongod(process, "mongodb://127.0.0.1:" + port + "/");
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
