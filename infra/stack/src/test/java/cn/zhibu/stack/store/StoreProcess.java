package cn.zhibu.stack.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The store as a process of its own, as the stack starts it. */
record StoreProcess(Process process, String uri) implements AutoCloseable {

    private static final String READY = "store ready on ";

    /**
     * @param before what runs the process; empty for nothing
     * @param flags beside {@code --data} and {@code --port}
     */
    static StoreProcess start(Path data, List<String> before, String... flags) throws IOException {
        var command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:MaxDirectMemorySize=128m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StoreMain.class.getName(),
                "--data",
                data.toString(),
                "--port",
                "0"));
        command.addAll(List.of(flags));
        var process = new ProcessBuilder(command)
                .redirectError(data.resolveSibling(data.getFileName() + ".err").toFile())
                .start();
        var output = new BufferedReader(new InputStreamReader(process.getInputStream()));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                var drain = new Thread(() -> output.lines().forEach(ignored -> {}));
                drain.setDaemon(true);
                drain.start();
                return new StoreProcess(process, "mongodb://" + line.substring(READY.length()) + "/?retryWrites=false");
            }
        }
        throw new IOException("the store did not start");
    }

    void kill() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
