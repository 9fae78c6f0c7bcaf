package cn.zhibu.platform.job;

import cn.zhibu.platform.tenant.OfThePlatform;
import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** One moment of {@link Wakes}, as far as it is looked for. */
@OfThePlatform
@Document(Wakes.COLLECTION)
@CompoundIndex(name = "due", def = "{'job': 1, 'at': 1, '_id': 1}")
record Wake(@Id String id, String job, String tenant, Instant at) {}
