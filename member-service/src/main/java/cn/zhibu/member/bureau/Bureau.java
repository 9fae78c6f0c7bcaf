package cn.zhibu.member.bureau;

import static cn.zhibu.member.bureau.BureauProblem.ADMINISTRATOR_NAME_TAKEN;
import static cn.zhibu.member.bureau.BureauProblem.BUREAU_NOT_OPEN;
import static cn.zhibu.member.bureau.BureauProblem.BUREAU_NOT_SUSPENDED;

import cn.zhibu.member.account.BureauCode;
import cn.zhibu.platform.change.Change;
import cn.zhibu.platform.change.Command;
import cn.zhibu.platform.change.Unique;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A district or county education bureau that uses the platform.
 *
 * @param administrator the first one, or whom the operator appointed last
 * @param earlier those whom the operator appointed before
 * @param code short name in lower case, the front part of its people's user names, never changed
 */
@Document("bureaus")
@Unique(index = "_id_", field = "/code", refusal = BureauProblem.class, as = "BUREAU_CODE_TAKEN", value = "code")
record Bureau(
        @Id String id,
        String code,
        String name,
        Administrator administrator,
        @Nullable List<Administrator> earlier,
        Status status,
        LocalDate openedOn,
        @Nullable String reason,
        @Version @Nullable Long version) {

    enum Status {
        OPEN,
        SUSPENDED
    }

    /** Somebody whom the operator made an administrator. */
    record Administrator(String account, String username, String name) {}

    static Change<Bureau> open(String code, String name, String username, String personName, LocalDate today) {
        var id = new BureauCode(code).bureau();
        var administrator = administrator(id, code, username, personName);
        return Change.of(
                new Bureau(id, code, name, administrator, null, Status.OPEN, today, null, null),
                new BureauEvent.Opened(id, code, administrator.account()));
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

    /**
     * Appoints another administrator beside those who are there.
     *
     * @param taken whether somebody has this user name already
     */
    Change<Bureau> appoint(String username, String personName, boolean taken) {
        var next = administrator(id, code, username, personName);
        if (taken || appointed(next.account()) != null) {
            throw ADMINISTRATOR_NAME_TAKEN.at("/username", username);
        }
        var before = Stream.concat(Stream.of(administrator), former().stream()).toList();
        return Change.of(
                new Bureau(id, code, name, next, before, status, openedOn, reason, version),
                new BureauEvent.Appointed(id, next.account()));
    }

    /** Whom the operator appointed under this account. */
    @Nullable
    Administrator appointed(String account) {
        return Stream.concat(Stream.of(administrator), former().stream())
                .filter(person -> person.account().equals(account))
                .findFirst()
                .orElse(null);
    }

    private List<Administrator> former() {
        return earlier == null ? List.of() : earlier;
    }

    private static Administrator administrator(String bureau, String code, String username, String personName) {
        return new Administrator(Command.nameOf("account", bureau, username), code + "." + username, personName);
    }

    private Bureau with(Status next, @Nullable String why) {
        return new Bureau(id, code, name, administrator, earlier, next, openedOn, why, version);
    }
}
