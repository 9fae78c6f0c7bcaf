package cn.zhibu.platform.security;

/**
 * A text that lies encrypted in the store (AES-256-GCM under the tenant's key, Base64).
 *
 * @param cipher nonce and ciphertext
 */
public record Sealed(String cipher) {

    @Override
    public String toString() {
        return "Sealed";
    }
}
