package cn.zhibu.notification.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A mail server that answers a recipient as it is told to, for what real ones do: greylisting and refusing. */
final class ScriptedSmtp implements AutoCloseable {

    private final ServerSocket door;
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final AtomicReference<String> recipientAnswer = new AtomicReference<>("250 OK");

    ScriptedSmtp() {
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        var doorkeeper = new Thread(this::open, "scripted-smtp");
        doorkeeper.setDaemon(true);
        doorkeeper.start();
    }

    int port() {
        return door.getLocalPort();
    }

    void answerRecipients(String reply) {
        recipientAnswer.set(reply);
    }

    /** Messages that were taken, as they came. */
    List<String> taken() {
        return List.copyOf(taken);
    }

    private void open() {
        while (!door.isClosed()) {
            try (var guest = door.accept()) {
                serve(guest);
            } catch (IOException gone) {
                // the next one
            }
        }
    }

    private void serve(Socket guest) throws IOException {
        var in = new BufferedReader(new InputStreamReader(guest.getInputStream(), StandardCharsets.UTF_8));
        say(guest, "220 scripted");
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var word = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(java.util.Locale.ROOT);
            switch (word) {
                case "RCPT" -> say(guest, String.valueOf(recipientAnswer.get()));
                case "DATA" -> {
                    say(guest, "354 go on");
                    taken.add(message(in));
                    say(guest, "250 taken");
                }
                case "QUIT" -> {
                    say(guest, "221 bye");
                    return;
                }
                default -> say(guest, "250 OK");
            }
        }
    }

    private static String message(BufferedReader in) throws IOException {
        var text = new StringBuilder();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            text.append(line).append('\n');
        }
        return text.toString();
    }

    private static void say(Socket guest, String text) throws IOException {
        guest.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
        guest.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
