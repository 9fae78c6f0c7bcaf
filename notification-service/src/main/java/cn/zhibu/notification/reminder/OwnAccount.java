package cn.zhibu.notification.reminder;

import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** An account that is a member's own. */
@Document("own_accounts_v1")
@CompoundIndex(name = "member", def = "{'member': 1}")
record OwnAccount(@Id String id, String member) {}
