package cn.zhibu.stack.move;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;

/**
 * How many documents there are and the sum of their hashes: the same on both sides whatever the order, and for each
 * document every field, type and order of fields. A store may put the id first; nothing else may differ.
 */
final class Sum {

    private static final String ID = "_id";
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    private final MessageDigest digest;
    private BigInteger hashes = BigInteger.ZERO;
    private long count;

    Sum() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    void add(RawBsonDocument document) {
        var bytes = idFirst(document).getByteBuffer();
        digest.update(bytes.array(), bytes.position(), bytes.remaining());
        hashes = hashes.add(new BigInteger(1, digest.digest())).mod(MODULUS);
        count++;
    }

    private static RawBsonDocument idFirst(RawBsonDocument document) {
        if (!document.containsKey(ID) || document.getFirstKey().equals(ID)) {
            return document;
        }
        var ordered = new BsonDocument(ID, document.get(ID));
        ordered.putAll(document);
        return new RawBsonDocument(ordered, new org.bson.codecs.BsonDocumentCodec());
    }

    long count() {
        return count;
    }

    /** The hashes of all of them, in hex. */
    @Override
    public String toString() {
        return hashes.toString(16);
    }

    boolean same(Sum other) {
        return count == other.count && hashes.equals(other.hashes);
    }
}
