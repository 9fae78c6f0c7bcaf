package cn.zhibu.platform.job;

import cn.zhibu.platform.tenant.OfThePlatform;
import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/** When something last came in a bureau ({@link Rings}). */
@OfThePlatform
@Document(Rings.COLLECTION)
record Ring(@Id String tenant, @Indexed Instant at, String mark) {}
