package cn.zhibu.probe;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.DomainEvent;
import cn.zhibu.platform.change.EventName;
import cn.zhibu.platform.security.Sealed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/** Something with sealed texts, in all its versions. */
@Document("secrets")
public record Secret(
        @Id String id,
        Body body,
        List<Body> earlier,
        @Version @Nullable Long version) {

    public record Body(Sealed note, Map<String, Sealed> more) {}

    @EventName("secret.kept.v1")
    public record Kept(String secret) implements DomainEvent {}

    public static Change<Secret> keep(String id, Body body) {
        return Change.of(new Secret(id, body, List.of(), null), new Kept(id));
    }

    public Change<Secret> correct(Body next) {
        var versions = new ArrayList<>(earlier);
        versions.add(body);
        return Change.of(new Secret(id, next, versions, version), new Kept(id));
    }
}
