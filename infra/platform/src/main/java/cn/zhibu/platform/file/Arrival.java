package cn.zhibu.platform.file;

import java.nio.file.Path;

/**
 * A file on the local disk that has arrived and is not kept yet.
 *
 * @param size in bytes
 * @param hash SHA-256, hexadecimal
 * @param whole false when more came than was allowed; the rest is not there
 */
public record Arrival(Path path, long size, String hash, boolean whole) {}
