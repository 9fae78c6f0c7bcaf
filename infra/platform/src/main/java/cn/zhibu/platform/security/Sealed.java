package cn.zhibu.platform.security;

/**
 * A text that lies encrypted in the store (AES-256-GCM under a key of the tenant).
 *
 * @param cipher id of the key, a dot, then nonce and ciphertext in Base64
 * @param of the place it was sealed for; elsewhere it does not open
 */
public record Sealed(String cipher, String of) {

    @Override
    public String toString() {
        return "Sealed";
    }
}
