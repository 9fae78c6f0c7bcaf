package cn.zhibu.activity.roster;

import cn.zhibu.directory.Unit;
import cn.zhibu.platform.change.Scope;
import java.time.LocalDate;

/** A unit as records need it. */
public record Place(String id, String kind, Scope scope, Unit unit) {

    /** Whether something of that day may still be written down there: earlier than its closing. */
    public boolean openOn(LocalDate day) {
        return unit.openOn(day);
    }
}
