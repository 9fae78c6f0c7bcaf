package cn.zhibu.platform.reason;

import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.security.Sealed;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Why something was done. One that no entry of the ledger has both event and actor of explains nothing: that is what a crash
 * between it and its write leaves.
 */
@Document("platform_reasons")
@CompoundIndex(name = "events", def = "{'events': 1}")
record KeptReason(
        @Id String id,
        List<String> events,
        @Nullable String actor,
        @Nullable Scope scope,
        Sealed text) {}
