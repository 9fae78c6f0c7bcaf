package cn.zhibu.platform.change;

import cn.zhibu.platform.tenant.OfThePlatform;
import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** What {@link Markers} keep, as far as it is looked for. */
@OfThePlatform
@Document(Markers.COLLECTION)
@CompoundIndex(name = "oldest", def = "{'quiet': 1, 'since': 1, '_id': 1}")
record Marker(@Id String id, boolean quiet, Instant since) {}
