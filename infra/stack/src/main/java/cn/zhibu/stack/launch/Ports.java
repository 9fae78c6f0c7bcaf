package cn.zhibu.stack.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a port is free, and who holds it if not. */
final class Ports {

    private static final String LISTENING = "0A";

    private Ports() {}

    static boolean free(int port) {
        if (accepts(port)) {
            return false;
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException held) {
            return false;
        }
    }

    static boolean accepts(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** In words, for a person who has to decide. */
    static String holder(int port) {
        var pid = pid(port);
        if (pid == null) {
            return "a process of somebody else";
        }
        var command = ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .orElse("unknown");
        return "process " + pid + " (" + command + ")";
    }

    private static @Nullable Long pid(int port) {
        var sockets = sockets(port);
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, sockets)) {
                    return Long.valueOf(process.getFileName().toString());
                }
            }
        } catch (IOException unreadable) {
            return null;
        }
        return null;
    }

    private static boolean holds(Path process, Set<String> sockets) {
        try (var files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                if (sockets.contains(Files.readSymbolicLink(file).toString())) {
                    return true;
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException notOurs) {
            return false;
        }
        return false;
    }

    private static Set<String> sockets(int port) {
        var sockets = new HashSet<String>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try {
                for (String line : Files.readAllLines(Path.of(table))) {
                    var fields = line.strip().split("\\s+");
                    if (fields.length > 9
                            && fields[3].equals(LISTENING)
                            && fields[1].endsWith(":" + String.format("%04X", port))) {
                        sockets.add("socket:[" + fields[9] + "]");
                    }
                }
            } catch (IOException missing) {
                continue;
            }
        }
        return sockets;
    }
}
