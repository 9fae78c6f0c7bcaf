package cn.zhibu.stack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start of a service takes the archive that is there at that moment, however long the stack is known. */
class ArchiveTests {

    @TempDir
    Path local;

    @Test
    void whatAnEarlierRunLeftIsTakenByTheNextStart() throws Exception {
        var settings = Settings.of(Map.of("ZHIBU_ROOT", "../..", "ZHIBU_LOCAL", local.toString()));
        Files.createDirectories(local.resolve("logs"));
        var home = local.resolve("apps/gateway");
        var gateway = process(settings, "gateway", home);
        assertThat(said(settings, gateway)).startsWith("-XX:ArchiveClassesAtExit=" + home);
        Files.createFile(home.resolve("classes.jsa"));
        assertThat(said(settings, gateway)).startsWith("-XX:SharedArchiveFile=" + home);
        assertThat(said(settings, process(settings, "store", home))).startsWith("-jar");
    }

    private static PartProcess process(Settings settings, String name, Path home) {
        var command = List.of("echo", "-jar", "some.jar");
        return new PartProcess(
                settings, new Part(name, command, Map.of(), home, List.of(), new Part.Ready.Listens(), Map.of()));
    }

    /** The words that a program would have been started with. */
    private static String said(Settings settings, PartProcess process) throws Exception {
        Files.deleteIfExists(process.log());
        process.start();
        for (int attempt = 0; attempt < 600 && process.find().isPresent(); attempt++) {
            Thread.sleep(50);
        }
        return Files.readString(settings.log(process.part().name()));
    }
}
