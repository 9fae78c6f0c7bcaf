package cn.zhibu.platform.security;

import java.util.Map;

/**
 * The opened keys of one tenant.
 *
 * @param current id of the key that seals; the others only open
 * @param keys sealing keys by id
 * @param digest key of the digests, which seals nothing and never changes
 */
record KeyRing(String current, Map<String, byte[]> keys, byte[] digest) {

    byte[] sealing() {
        return key(current);
    }

    byte[] key(String id) {
        var key = keys.get(id);
        if (key == null) {
            throw new IllegalStateException("There is no key " + id);
        }
        return key;
    }
}
