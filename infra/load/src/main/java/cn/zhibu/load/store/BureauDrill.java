package cn.zhibu.load.store;

import cn.zhibu.load.measure.LoadException;
import cn.zhibu.stack.launch.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** infra/backup --bureau and infra/restore --bureau on the district, with the heap and the words they have there. */
final class BureauDrill {

    private final Stack running;
    private final Path folder;

    /** @param running the stack whose broker and master key are used; nothing of the district is on its topics */
    BureauDrill(Stack running, Path folder) {
        this.running = running;
        this.folder = folder;
    }

    Path file() {
        return folder.resolve("district.zip");
    }

    /** Seconds. */
    double take(StoreProcess from, String code) {
        return run(from, "take", code, file().toString());
    }

    /** Seconds; what is put is read back and compared by the command itself. */
    double put(StoreProcess into) {
        return run(into, "put", file().toString());
    }

    private double run(StoreProcess store, String... words) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=zhibu/stack/store-logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                "cn.zhibu.stack.backup.BureauBackup"));
        command.addAll(List.of(words));
        try {
            Files.createDirectories(folder.resolve("files"));
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("ZHIBU_MONGODB_URI", store.uri());
            builder.environment().put("ZHIBU_KAFKA", running.kafka());
            builder.environment()
                    .put("ZHIBU_FILES_FOLDER", folder.resolve("files").toString());
            long began = System.nanoTime();
            var process = builder.start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new LoadException("the bureau's " + words[0] + " failed: " + said.strip());
            }
            return (System.nanoTime() - began) / 1e9;
        } catch (IOException failed) {
            throw new LoadException("the bureau's " + words[0] + " could not be run", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
