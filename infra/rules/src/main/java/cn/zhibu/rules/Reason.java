package cn.zhibu.rules;

/** Why a duty stands as it does; its words stand beside the packs. */
public enum Reason {
    MET,
    MET_LATE,
    DUE,
    DUE_INQUORATE,
    OVERDUE,
    OVERDUE_INQUORATE,
    UPCOMING,
    EXEMPT,
    BEGAN_LATER,
    BEFORE_KEPT,
    CLOSED,
    NO_COMMITTEE,
    NO_GROUPS,
    GROUP_CLOSED,
    FEWER_MEMBERS,
    RULE_NOT_IN_FORCE,
    RULE_ENDED
}
