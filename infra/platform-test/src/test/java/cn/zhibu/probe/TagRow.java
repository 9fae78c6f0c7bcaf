package cn.zhibu.probe;

import cn.zhibu.platform.change.Unique;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** A row of a read model that has a unique value beside its id. */
@Document("tag_rows")
@CompoundIndex(name = "once", def = "{'name': 1}", unique = true)
@Unique(index = "once", field = "")
public record TagRow(@Id String id, String name) {}
