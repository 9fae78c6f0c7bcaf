package cn.zhibu.platform.job;

import cn.zhibu.platform.tenant.OfThePlatform;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** What {@link Tallies} keep of one bureau, as far as it is looked for. */
@OfThePlatform
@Document(Tallies.COLLECTION)
@CompoundIndex(name = "meter", def = "{'meter': 1}")
record Tally(@Id String id, String meter, long number) {}
