package cn.zhibu.load.run;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection of somebody who asks far too much, from an address of its own. Made of a plain socket because the
 * asking itself must cost this machine as little as it can.
 */
final class Crowd implements AutoCloseable {

    /** @param again whether it said when to come again */
    record Answer(int status, boolean again) {}

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket = new Socket();
    private final InputStream in;

    /** @param from one of 127.0.0.0/8, all of which are this machine */
    Crowd(String from, int port) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends one whole request and reads the whole answer. */
    Answer ask(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
        return read(in);
    }

    static Answer read(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).split(" ")[1]);
        long length = 0;
        boolean chunked = false;
        boolean again = false;
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length =
                        Long.parseLong(header.substring(header.indexOf(':') + 1).strip());
            }
            chunked |= header.startsWith("transfer-encoding:") && header.contains("chunked");
            again |= header.startsWith("retry-after:");
        }
        if (chunked) {
            for (long size = size(in); size > 0; size = size(in)) {
                in.skipNBytes(size);
                line(in);
            }
            line(in);
        } else {
            in.skipNBytes(length);
        }
        return new Answer(status, again);
    }

    private static long size(InputStream in) throws IOException {
        return Long.parseLong(line(in).split(";")[0].strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        var text = new java.io.ByteArrayOutputStream();
        for (int each = in.read(); each != '\n'; each = in.read()) {
            if (each < 0) {
                throw new IOException("the connection was closed");
            }
            if (each != '\r') {
                text.write(each);
            }
        }
        return text.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
