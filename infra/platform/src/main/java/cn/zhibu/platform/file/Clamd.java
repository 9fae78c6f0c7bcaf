package cn.zhibu.platform.file;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import reactor.core.publisher.Mono;

/**
 * A clamd, asked by its command INSTREAM over TCP: length and bytes in turn, a length of nought at the end, then one line
 * of answer. A work that takes too long is interrupted, which closes its connection.
 */
final class Clamd implements FileScan {

    private static final String BEGIN = "zINSTREAM\0";
    private static final String CLEAN = "stream: OK";
    private static final String BEFORE = "stream: ";
    private static final String FOUND = " FOUND";
    private static final int AT_ONCE = 64 * 1024;
    private static final int SCANS = 4;
    private static final int WAITING = 200;
    private static final int ANSWER = 1024; // bytes of an answer that are read
    private static final int WORD = 100; // characters of a finding that are told

    private final FileSettings.Scan settings;
    private final Allowance allowance = new Allowance("scans", (long) AT_ONCE * SCANS, SCANS, WAITING);

    Clamd(FileSettings.Scan settings) {
        this.settings = settings;
    }

    @Override
    public Mono<String> found(Arrival file) {
        return allowance
                .during(AT_ONCE, () -> ask(file.path()))
                .timeout(settings.within())
                .flatMap(Clamd::read);
    }

    private static Mono<String> read(String answer) {
        if (answer.equals(CLEAN)) {
            return Mono.empty();
        }
        if (!answer.startsWith(BEFORE) || !answer.endsWith(FOUND)) {
            return Mono.error(new IOException("The scanner answered: " + answer));
        }
        var word = answer.substring(BEFORE.length(), answer.length() - FOUND.length())
                .replaceAll("[^\\p{Alnum}._:-]", "_");
        return Mono.just(word.substring(0, Math.min(WORD, word.length())));
    }

    private String ask(Path path) throws IOException {
        try (var scanner = SocketChannel.open(new InetSocketAddress(settings.host(), settings.port()))) {
            try {
                send(path, scanner);
            } catch (IOException brokenOff) {
                // It says why it hears no more, for one that the file is larger than it takes.
                return answer(scanner);
            }
            return answer(scanner);
        }
    }

    private static void send(Path path, SocketChannel scanner) throws IOException {
        write(scanner, ByteBuffer.wrap(BEGIN.getBytes(StandardCharsets.US_ASCII)));
        var buffer = ByteBuffer.allocate(Integer.BYTES + AT_ONCE);
        try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
            for (int read = file.read(buffer.position(Integer.BYTES)); read > 0; read = next(file, buffer)) {
                write(scanner, buffer.putInt(0, read).flip());
            }
        }
        write(scanner, buffer.clear().putInt(0).flip());
    }

    private static int next(FileChannel file, ByteBuffer buffer) throws IOException {
        return file.read(buffer.clear().position(Integer.BYTES));
    }

    private static void write(SocketChannel scanner, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            scanner.write(bytes);
        }
    }

    private static String answer(SocketChannel scanner) throws IOException {
        var bytes = ByteBuffer.allocate(ANSWER);
        while (bytes.hasRemaining() && scanner.read(bytes) >= 0) {
            if (bytes.get(bytes.position() - 1) == 0) {
                break;
            }
        }
        return StandardCharsets.UTF_8
                .decode(bytes.flip())
                .toString()
                .replace('\0', ' ')
                .strip();
    }
}
