package cn.zhibu.platform.change;

import cn.zhibu.platform.tenant.OfThePlatform;
import java.time.Instant;
import java.util.List;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * One process that writes, as {@link Writers} keep it.
 *
 * @param places the collections it may have written to ({@link Shelf#text})
 * @param until until when nobody else looks after what it left
 * @param looks how often somebody did
 */
@OfThePlatform
@Document(Writers.COLLECTION)
@CompoundIndex(name = "silent", def = "{'until': 1, '_id': 1}")
record Writer(@Id String id, List<String> places, Instant until, int looks) {}
