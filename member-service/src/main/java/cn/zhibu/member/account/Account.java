package cn.zhibu.member.account;

import static cn.zhibu.member.account.AccountProblem.ACCOUNT_CLOSED;
import static cn.zhibu.member.account.AccountProblem.ACCOUNT_OPEN;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Scope;
import cn.zhibu.platform.change.Scoped;
import cn.zhibu.platform.change.Unique;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A person's way in. What they may do is not here but in the grants.
 *
 * @param username bureau code, a dot and a name, e.g. {@code qinghe.liming}; never changed
 * @param scope the bureau
 * @param member the member whose own account it is, where it is one's
 * @param reason of the last closing or reopening
 */
@Document("accounts")
@CompoundIndex(name = "username", def = "{'username': 1}", unique = true)
@CompoundIndex(name = "member", def = "{'member': 1}", sparse = true)
@Unique(
        index = "username",
        field = "/username",
        refusal = AccountProblem.class,
        as = "USERNAME_TAKEN",
        value = "username")
public record Account(
        @Id String id,
        String username,
        String name,
        Scope scope,
        @Nullable String member,
        LocalDate openedOn,
        @Nullable LocalDate closedOn,
        @Nullable String reason,
        @Version @Nullable Long version)
        implements Scoped {

    static Change<Account> open(
            String id, String username, String name, Scope bureau, @Nullable String member, LocalDate today) {
        return Change.of(
                new Account(id, username, name, bureau, member, today, null, null, null),
                new AccountEvent.Opened(id, member));
    }

    Change<Account> close(String why, LocalDate today) {
        if (closedOn != null) {
            throw ACCOUNT_CLOSED.of(username);
        }
        return Change.of(until(today, why), new AccountEvent.Closed(id)).because(why);
    }

    Change<Account> reopen(String why) {
        if (closedOn == null) {
            throw ACCOUNT_OPEN.of(username);
        }
        return Change.of(until(null, why), new AccountEvent.Reopened(id)).because(why);
    }

    private Account until(@Nullable LocalDate closed, String why) {
        return new Account(id, username, name, scope, member, openedOn, closed, why, version);
    }
}
