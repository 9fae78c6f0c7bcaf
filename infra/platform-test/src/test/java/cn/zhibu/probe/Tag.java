package cn.zhibu.probe;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import cn.zhibu.platform.change.Unique;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** Something whose name nobody else may have. */
@Document("tags")
@CompoundIndex(name = "once", def = "{'name': 1}", unique = true)
@Unique(index = "once", field = "/name", value = "name")
public record Tag(
        @Id String id, String name, @Version @Nullable Long version) {

    @EventName("tag.named.v1")
    public record Named(String tag) implements DomainEvent {}

    public static Change<Tag> name(String id, String name) {
        return Change.of(new Tag(id, name, null), new Named(id));
    }

    public Change<Tag> rename(String other) {
        return Change.of(new Tag(id, other, version), new Named(id));
    }
}
