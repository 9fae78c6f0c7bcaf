package cn.zhibu.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The key from which the others come: a file of 32 bytes, raw, as hexadecimal digits or in Base64. */
public final class MasterKey {

    private static final int BYTES = 32;
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");

    private MasterKey() {}

    /** Ends the start of a process that would otherwise seal with something else. */
    public static byte[] read(Path file) {
        byte[] raw;
        try {
            raw = Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new IllegalStateException("The master key file " + file + " cannot be read", unreadable);
        }
        var key = raw.length == BYTES ? raw : written(new String(raw, StandardCharsets.US_ASCII).strip());
        if (key.length != BYTES) {
            throw new IllegalStateException(
                    "The master key file " + file + " must hold 32 bytes: raw, as hexadecimal digits or in Base64");
        }
        return key;
    }

    private static byte[] written(String text) {
        if (HEX.matcher(text).matches()) {
            return HexFormat.of().parseHex(text);
        }
        try {
            return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException otherwise) {
            return new byte[0];
        }
    }
}
