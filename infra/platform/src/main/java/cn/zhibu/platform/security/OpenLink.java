package cn.zhibu.platform.security;

import cn.zhibu.platform.tenant.OfThePlatform;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** Where a link leads that is followed without signing in ({@link OpenLinks}). */
@OfThePlatform
@Document(OpenLinks.COLLECTION)
record OpenLink(@Id String hash, String tenant, String kind, String target) {}
