package cn.zhibu.stack.store.command;

import org.bson.codecs.BsonDocumentCodec;

/** How documents become bytes. */
public final class Codecs {

    public static final BsonDocumentCodec DOCUMENT = new BsonDocumentCodec();

    private Codecs() {}
}
