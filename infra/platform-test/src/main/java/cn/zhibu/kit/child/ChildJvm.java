package cn.zhibu.kit.child;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/**
 * JVMs beside that of the tests, with its classes, all of one program. The first that ends by itself leaves an archive
 * of the classes it loaded, and those that follow start in a fraction of the time, whatever program of the same service
 * they run; classes in folders cannot be archived, so they are packed before.
 */
public final class ChildJvm {

    private static final List<String> SILENT = List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    private static final Path FOLDER = folder();
    private static final String CLASSES = Stream.of(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .map(each -> Files.isDirectory(each) ? packed(each) : each)
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));

    private final String program;
    private final String heap;
    private final Path archive;

    public ChildJvm(Class<?> program, String heap) {
        this.program = program.getName();
        this.heap = heap;
        this.archive = FOLDER.resolve(service(program) + ".jsa");
    }

    /** {@code cn.zhibu.<service>}: its programs start the same classes. */
    private static String service(Class<?> program) {
        return Stream.of(program.getPackageName().split("\\.")).limit(3).collect(Collectors.joining("."));
    }

    /** Whether what is started now starts fast. */
    public boolean archived() {
        return Files.exists(archive);
    }

    /** What starts the next one. */
    public ProcessBuilder with(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add((archived() ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=") + archive);
        command.addAll(SILENT);
        command.addAll(List.of("-cp", CLASSES, program));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    private static Path folder() {
        try {
            var folder = Files.createTempDirectory("children");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void delete(Path folder) {
        try (var all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException left) {
            // a folder for what is temporary
        }
    }

    private static Path packed(Path classes) {
        try (var all = Files.walk(classes)) {
            var jar = Files.createTempFile(FOLDER, "classes", ".jar");
            try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
                out.setLevel(Deflater.NO_COMPRESSION);
                for (var each : all.filter(path -> !path.equals(classes)).toList()) {
                    var name = classes.relativize(each).toString().replace(File.separatorChar, '/');
                    out.putNextEntry(new JarEntry(Files.isDirectory(each) ? name + "/" : name));
                    if (Files.isRegularFile(each)) {
                        Files.copy(each, out);
                    }
                    out.closeEntry();
                }
            }
            return jar;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
