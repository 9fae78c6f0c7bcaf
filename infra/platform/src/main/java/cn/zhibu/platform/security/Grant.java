package cn.zhibu.platform.security;

import java.util.List;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A role at a unit, as this service has heard of it. Revoked ones stay as tombstones, so that a late event cannot revive
 * them.
 */
@Document("platform_grants_v1")
@CompoundIndex(name = "unit", def = "{'unit': 1}")
record Grant(@Id String id, @Indexed String account, Role role, String unit, List<String> ancestors, boolean revoked) {}
