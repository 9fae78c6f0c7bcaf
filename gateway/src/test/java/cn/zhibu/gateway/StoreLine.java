package cn.zhibu.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A line to the store which can be cut, can fall silent, and can break at the command one names. */
final class StoreLine {

    private static final int BUFFER = 65_536;

    private final ServerSocket door;
    private final InetSocketAddress store;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean away;
    private volatile boolean silent;
    private volatile @Nullable String breaksAt;

    StoreLine(InetSocketAddress store) {
        this.store = store;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        run(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Nobody is there. */
    void cut() {
        away = true;
        open.forEach(StoreLine::close);
    }

    /** Somebody is there and says nothing. */
    void silence() {
        silent = true;
    }

    /** Is cut as soon as this command is on its way, before its answer. */
    void breakAt(String command) {
        breaksAt = command;
    }

    void mend() {
        breaksAt = null;
        away = false;
        if (silent) {
            silent = false;
            open.forEach(StoreLine::close); // what was swallowed is not answered any more
        }
    }

    private void accept() {
        while (true) {
            try {
                var near = door.accept();
                if (away) {
                    near.close();
                    continue;
                }
                var far = new Socket(store.getAddress(), store.getPort());
                open.add(near);
                open.add(far);
                run(() -> pass(near, far, true));
                run(() -> pass(far, near, false));
            } catch (IOException failure) {
                return;
            }
        }
    }

    private void pass(Socket from, Socket to, boolean asking) {
        var bytes = new byte[BUFFER];
        try (from;
                to) {
            for (int read = from.getInputStream().read(bytes);
                    read >= 0;
                    read = from.getInputStream().read(bytes)) {
                var command = breaksAt;
                if (asking && command != null && new String(bytes, 0, read, ISO_8859_1).contains(command)) {
                    cut();
                    return;
                }
                if (!silent) {
                    to.getOutputStream().write(bytes, 0, read);
                }
            }
        } catch (IOException ended) {
            return;
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void run(Runnable work) {
        var thread = new Thread(work, "store-line");
        thread.setDaemon(true);
        thread.start();
    }
}
