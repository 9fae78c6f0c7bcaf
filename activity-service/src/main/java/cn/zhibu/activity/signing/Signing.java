package cn.zhibu.activity.signing;

import static cn.zhibu.activity.signing.SigningProblem.NOT_SIGNED;

import cn.zhibu.activity.entry.Entry;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/** The signatures under a responsibility letter or a pledge. It is named after its record, and what that says is not typed again. */
@Document("signings")
record Signing(
        @Id String id,
        Scope scope,
        List<Signature> signatures,
        @Version @Nullable Long version) implements Scoped {

    /** @param on the day on which the member signed */
    record Signature(String member, LocalDate on, Entry by) {}

    static Signing none(String record, Scope branch) {
        return new Signing(record, branch, List.of(), null);
    }

    /** Who has signed already keeps the day. */
    Change<Signing> sign(Collection<String> members, LocalDate on, Entry by) {
        var known = signatures.stream().map(Signature::member).collect(Collectors.toSet());
        var fresh = members.stream()
                .distinct()
                .filter(member -> !known.contains(member))
                .map(member -> new Signature(member, on, by))
                .toList();
        return fresh.isEmpty()
                ? Change.of(this)
                : with(Stream.concat(signatures.stream(), fresh.stream()).toList());
    }

    /** It was noted down by mistake. */
    Change<Signing> strike(String member, String reason) {
        var left = signatures.stream()
                .filter(signature -> !signature.member().equals(member))
                .toList();
        if (left.size() == signatures.size()) {
            throw NOT_SIGNED.at("/member");
        }
        return with(left).because(reason);
    }

    private Change<Signing> with(List<Signature> next) {
        return Change.of(
                new Signing(id, scope, List.copyOf(next), version),
                new SigningEvent.Kept(id, scope.unit(), scope.ancestors(), next.size()));
    }
}
