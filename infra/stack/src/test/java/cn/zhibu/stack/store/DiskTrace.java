package cn.zhibu.stack.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * What a process asked of its files, as strace wrote it down, and what a disk may hold of that after a power cut: all
 * that was waited for, and of the rest any part, sector by sector. Files that it removed (the journal with which SQLite
 * makes a new file) are as if they had never been.
 */
record DiskTrace(List<Event> events) {

    private static final int SECTOR = 512;
    private static final Pattern LINE =
            Pattern.compile("^(\\d+) +([0-9.]+) (\\w+)\\((.*)\\) += (-?\\d+)[^<]*<([0-9.]+)>$", Pattern.DOTALL);
    private static final Pattern FIRST_HALF =
            Pattern.compile("^(\\d+) +([0-9.]+) (\\w+)\\((.*) <unfinished \\.\\.\\.>$", Pattern.DOTALL);
    private static final Pattern SECOND_HALF =
            Pattern.compile("^(\\d+) +[0-9.]+ <\\.\\.\\. \\w+ resumed>(.*)$", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("<([^>]*)>");

    /** A write (bytes at a place), a waiting for the disk, or a new length of one of the files; times in seconds. */
    record Event(double begun, double ended, String file, byte[] bytes, long at, boolean sync, boolean length) {}

    /** The command that traces another one into a file. */
    static List<String> command(Path into) {
        return List.of(
                "strace",
                "-f",
                "--seccomp-bpf",
                "-qq",
                "-y",
                "-ttt",
                "-T",
                "-xx",
                "-s",
                "1000000",
                "-e",
                "trace=pwrite64,fdatasync,fsync,ftruncate,unlink",
                "-o",
                into.toString());
    }

    static DiskTrace read(Path trace, Path directory) throws IOException {
        var events = new ArrayList<Event>();
        var halves = new HashMap<String, String>();
        try (var lines = Files.newBufferedReader(trace, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                var first = FIRST_HALF.matcher(line);
                var second = SECOND_HALF.matcher(line);
                if (first.matches()) {
                    halves.put(first.group(1), line.substring(0, line.length() - " <unfinished ...>".length()));
                } else if (second.matches() && halves.containsKey(second.group(1))) {
                    add(halves.remove(second.group(1)) + second.group(2), directory, events);
                } else {
                    add(line, directory, events);
                }
            }
        }
        events.sort(java.util.Comparator.comparingDouble(Event::begun));
        return new DiskTrace(events);
    }

    private static void add(String line, Path directory, List<Event> events) {
        var known = LINE.matcher(line);
        if (!known.matches() || Long.parseLong(known.group(5)) < 0) {
            return;
        }
        var arguments = known.group(4);
        if (known.group(3).equals("unlink")) {
            var gone = Path.of(unescaped(arguments.substring(1, arguments.length() - 1)));
            events.removeIf(event -> event.file.equals(String.valueOf(gone.getFileName())));
            return;
        }
        var file = FILE.matcher(arguments);
        if (!file.find()) {
            return;
        }
        var path = Path.of(unescaped(file.group(1)));
        if (!path.startsWith(directory.toAbsolutePath()) || path.toString().endsWith("-shm")) {
            return;
        }
        double begun = Double.parseDouble(known.group(2));
        double ended = begun + Double.parseDouble(known.group(6));
        var name = path.getFileName().toString();
        var rest = arguments.substring(file.end());
        switch (known.group(3)) {
            case "pwrite64" -> {
                int quote = rest.indexOf('"');
                int close = rest.lastIndexOf('"');
                var bytes = bytes(rest.substring(quote + 1, close));
                long at =
                        Long.parseLong(rest.substring(rest.lastIndexOf(',') + 1).strip());
                events.add(new Event(begun, ended, name, bytes, at, false, false));
            }
            case "ftruncate" -> {
                long length =
                        Long.parseLong(rest.substring(rest.indexOf(',') + 1).strip());
                events.add(new Event(begun, ended, name, new byte[0], length, false, true));
            }
            default -> events.add(new Event(begun, ended, name, new byte[0], 0, true, false));
        }
    }

    private static String unescaped(String text) {
        return text.startsWith("\\x") ? new String(bytes(text), StandardCharsets.UTF_8) : text;
    }

    private static byte[] bytes(String hex) {
        var bytes = new byte[hex.length() / 4];
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = (byte) Integer.parseInt(hex.substring(at * 4 + 2, at * 4 + 4), 16);
        }
        return bytes;
    }

    /** Moments worth a power cut: while something was being written, and right after. */
    List<Double> moments(String file) {
        return events.stream()
                .filter(event -> event.file.equals(file))
                .map(event -> (event.begun + event.ended) / 2)
                .toList();
    }

    /** Writes what the disk holds when the power goes at this moment. */
    void cut(double moment, Path into, Random random) throws IOException {
        Map<String, List<Event>> byFile = new HashMap<>();
        for (Event event : events) {
            if (event.begun <= moment) {
                byFile.computeIfAbsent(event.file, name -> new ArrayList<>()).add(event);
            }
        }
        for (Map.Entry<String, List<Event>> file : byFile.entrySet()) {
            double waited = file.getValue().stream()
                    .filter(event -> event.sync && event.ended <= moment)
                    .mapToDouble(Event::begun)
                    .max()
                    .orElse(-1);
            var disk = new Image();
            for (Event event : file.getValue()) {
                if (!event.sync) {
                    disk.apply(event, event.ended <= waited ? null : random);
                }
            }
            Files.write(into.resolve(file.getKey()), disk.bytes());
        }
    }

    /** The bytes of one file. */
    private static final class Image {
        private byte[] bytes = {};
        private int length;

        /** With chance: whole, not at all, or some of its sectors. */
        void apply(Event event, Random chance) {
            int fate = chance == null ? 0 : chance.nextInt(3);
            if (fate == 1) {
                return;
            }
            if (event.length) {
                grow((int) event.at);
                length = (int) event.at;
                Arrays.fill(bytes, length, bytes.length, (byte) 0);
                return;
            }
            int at = (int) event.at;
            grow(at + event.bytes.length);
            for (int from = 0; from < event.bytes.length; ) {
                int end = Math.min(event.bytes.length, ((at + from) / SECTOR + 1) * SECTOR - at);
                if (fate == 0 || chance.nextBoolean()) {
                    System.arraycopy(event.bytes, from, bytes, at + from, end - from);
                }
                from = end;
            }
            length = Math.max(length, at + event.bytes.length);
        }

        private void grow(int wanted) {
            if (bytes.length < wanted) {
                bytes = Arrays.copyOf(bytes, Math.max(wanted, bytes.length * 2));
            }
        }

        byte[] bytes() {
            var out = new ByteArrayOutputStream(length);
            out.write(bytes, 0, length);
            return out.toByteArray();
        }
    }
}
