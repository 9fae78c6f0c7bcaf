package cn.zhibu.stack.store.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.bson.BsonArray;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;

/**
 * One message of a client: a command, and how it wants its answer.
 *
 * @param silent whether it wants none
 * @param old whether it came as OP_QUERY, which drivers use for their first question
 */
record Message(int id, BsonDocument command, boolean silent, boolean old) {

    static final int LARGEST_BYTES = 48_000_000;
    private static final int HEADER = 16;
    private static final int OP_REPLY = 1;
    private static final int OP_QUERY = 2004;
    private static final int OP_MSG = 2013;
    private static final int CHECKSUM = 1;
    private static final int MORE_TO_COME = 2;
    private static final int REQUIRED_BITS = 0xFFFF;
    private static final String COMMANDS = ".$cmd";

    /** Reads a whole frame; what is no message of the two kinds is {@link Malformed}. */
    static Message read(byte[] frame) {
        if (frame.length < HEADER + Integer.BYTES) {
            throw new Malformed("a message of " + frame.length + " bytes");
        }
        var view = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        int id = view.getInt(4);
        int kind = view.getInt(12);
        return switch (kind) {
            case OP_MSG -> message(frame, id, view.getInt(HEADER));
            case OP_QUERY -> query(frame, id);
            default -> throw new Malformed("a message of kind " + kind);
        };
    }

    private static Message message(byte[] frame, int id, int flags) {
        if ((flags & REQUIRED_BITS & ~(CHECKSUM | MORE_TO_COME)) != 0) {
            throw new Malformed("flags that nobody knows: " + flags);
        }
        int end = (flags & CHECKSUM) == 0 ? frame.length : frame.length - Integer.BYTES;
        var command = new BsonDocument();
        var sequences = new BsonDocument();
        int at = HEADER + Integer.BYTES;
        while (at < end) {
            byte kind = frame[at++];
            if (kind == 0 && command.isEmpty()) {
                int length = BsonCheck.document(frame, at, end);
                new RawBsonDocument(frame, at, length).forEach(command::append);
                at += length;
            } else if (kind == 1) {
                at = sequence(frame, at, end, sequences);
            } else {
                throw new Malformed("a section of kind " + kind);
            }
        }
        sequences.forEach((name, documents) -> {
            if (command.containsKey(name)) {
                throw new Malformed("'" + name + "' twice");
            }
            command.append(name, documents);
        });
        return new Message(id, command, (flags & MORE_TO_COME) != 0, false);
    }

    private static int sequence(byte[] frame, int from, int end, BsonDocument into) {
        if (end - from < Integer.BYTES) {
            throw new Malformed("a section without its length");
        }
        int length = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).getInt(from);
        if (length < Integer.BYTES || length > end - from) {
            throw new Malformed("a section of " + length + " bytes");
        }
        int itsEnd = from + length;
        int name = from + Integer.BYTES;
        int at = name;
        while (at < itsEnd && frame[at] != 0) {
            at++;
        }
        if (at == itsEnd) {
            throw new Malformed("a section without a name");
        }
        var documents = new BsonArray();
        var called = new String(frame, name, at - name, StandardCharsets.UTF_8);
        for (at++; at < itsEnd; ) {
            int size = BsonCheck.document(frame, at, itsEnd);
            documents.add(new RawBsonDocument(frame, at, size));
            at += size;
        }
        if (into.put(called, documents) != null) {
            throw new Malformed("'" + called + "' twice");
        }
        return itsEnd;
    }

    private static Message query(byte[] frame, int id) {
        int from = HEADER + Integer.BYTES;
        int at = from;
        while (at < frame.length && frame[at] != 0) {
            at++;
        }
        var name = new String(frame, from, at - from, StandardCharsets.UTF_8);
        at += 1 + Integer.BYTES * 2;
        if (at > frame.length || !name.endsWith(COMMANDS)) {
            throw new Malformed("a query outside of commands");
        }
        int length = BsonCheck.document(frame, at, frame.length);
        var command = new BsonDocument();
        new RawBsonDocument(frame, at, length).forEach(command::append);
        command.putIfAbsent("$db", new BsonString(name.substring(0, name.length() - COMMANDS.length())));
        return new Message(id, command, false, true);
    }

    /** The answer as bytes for the client. */
    ByteBuf answer(ByteBufAllocator memory, int answerId, BsonDocument answer) {
        try (var out = new BasicOutputBuffer(512);
                var writer = new BsonBinaryWriter(out)) {
            new BsonDocumentCodec()
                    .encode(writer, answer, EncoderContext.builder().build());
            int before = HEADER + (old ? 20 : 5);
            var bytes = memory.buffer(before + out.getSize());
            bytes.writeIntLE(before + out.getSize()).writeIntLE(answerId).writeIntLE(id);
            if (old) {
                bytes.writeIntLE(OP_REPLY)
                        .writeIntLE(8)
                        .writeLongLE(0)
                        .writeIntLE(0)
                        .writeIntLE(1);
            } else {
                bytes.writeIntLE(OP_MSG).writeIntLE(0).writeByte(0);
            }
            return bytes.writeBytes(out.getInternalBuffer(), 0, out.getSize());
        }
    }
}
