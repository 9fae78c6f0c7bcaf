package cn.zhibu.platform.tenant;

import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** One line of the register of tenants that each service keeps for itself. */
@OfThePlatform
@Document("tenants")
record Tenant(@Id String id, boolean open) {}
