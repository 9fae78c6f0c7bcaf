package cn.zhibu.platform.file;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Speaks clamd's INSTREAM: reads the pieces and answers what it is told to answer for all of them together. */
final class ClamdStandIn implements AutoCloseable {

    private final ServerSocket server;
    private final int most;
    private final Function<String, String> answer;

    /**
     * A new one.
     *
     * @param most bytes it takes before it breaks off, as clamd does beyond its StreamMaxLength
     * @param answer to the whole content; null for none at all, ever
     */
    ClamdStandIn(int most, Function<String, String> answer) throws IOException {
        this.most = most;
        this.answer = answer;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var thread = new Thread(this::serve, "clamd");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (var client = server.accept()) {
                answer(client);
            } catch (IOException ended) {
                // the next one
            }
        }
    }

    private void answer(Socket client) throws IOException {
        var in = new DataInputStream(client.getInputStream());
        var command = new String(in.readNBytes("zINSTREAM\0".length()), StandardCharsets.US_ASCII);
        if (!command.equals("zINSTREAM\0")) {
            throw new IOException("UNKNOWN COMMAND " + command);
        }
        var content = new StringBuilder();
        for (int length = in.readInt(); length > 0; length = in.readInt()) {
            content.append(new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
            if (content.length() > most) {
                say(client, "INSTREAM size limit exceeded. ERROR");
                return;
            }
        }
        var words = answer.apply(content.toString());
        if (words == null) {
            waitUntilLeft(in);
        } else {
            say(client, words);
        }
    }

    private static void waitUntilLeft(DataInputStream in) throws IOException {
        try {
            in.readByte();
        } catch (EOFException left) {
            // as expected
        }
    }

    private static void say(Socket client, String words) throws IOException {
        client.getOutputStream().write((words + "\0").getBytes(StandardCharsets.UTF_8));
        client.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
