package cn.zhibu.platform.security;

/**
 * Where a sealed text stands: it is bound to its place and opens nowhere else, whichever version of its document it is in.
 *
 * @param field what it is, in words that stay ("person.phone")
 * @param owner id of the document it belongs to
 */
public record SealPlace(String field, String owner) {

    String text() {
        return field + "/" + owner;
    }
}
