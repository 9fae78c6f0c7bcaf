package cn.zhibu.member.bureau;

import static cn.zhibu.member.bureau.BureauProblem.BUREAU_NOT_OPEN;
import static cn.zhibu.member.bureau.BureauProblem.BUREAU_NOT_SUSPENDED;

import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Command;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A district or county education bureau that uses the platform.
 *
 * @param code short name in lower case, the front part of its people's user names, never changed
 */
@Document("bureaus")
record Bureau(
        @Id String id,
        String code,
        String name,
        Administrator administrator,
        Status status,
        LocalDate openedOn,
        @Nullable String reason,
        @Version @Nullable Long version) {

    enum Status {
        OPEN,
        SUSPENDED
    }

    /** The first administrator, who opens everything else. */
    record Administrator(String account, String username, String name) {}

    static Change<Bureau> open(String code, String name, String username, String personName, LocalDate today) {
        var id = idOf(code);
        var account = Command.nameOf("account", id, username);
        var administrator = new Administrator(account, code + "." + username, personName);
        return Change.of(
                new Bureau(id, code, name, administrator, Status.OPEN, today, null, null),
                new BureauEvent.Opened(id, code, account));
    }

    /** The same code is the same bureau, so no second one can take it. */
    static String idOf(String code) {
        return Command.nameOf("bureau", code);
    }

    Change<Bureau> suspend(String why) {
        if (status != Status.OPEN) {
            throw BUREAU_NOT_OPEN.of(name);
        }
        return Change.of(with(Status.SUSPENDED, why), new BureauEvent.Suspended(id));
    }

    Change<Bureau> resume() {
        if (status != Status.SUSPENDED) {
            throw BUREAU_NOT_SUSPENDED.of(name);
        }
        return Change.of(with(Status.OPEN, null), new BureauEvent.Resumed(id));
    }

    private Bureau with(Status next, @Nullable String why) {
        return new Bureau(id, code, name, administrator, next, openedOn, why, version);
    }
}
