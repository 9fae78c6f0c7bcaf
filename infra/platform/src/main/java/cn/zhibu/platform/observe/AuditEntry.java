package cn.zhibu.platform.observe;

import cn.zhibu.platform.change.Ephemeral;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/** Carries one entry to the ledger and is gone when it is sent. */
@Document("audit")
record AuditEntry(@Id String id, @Version @Nullable Long version) implements Ephemeral {}
