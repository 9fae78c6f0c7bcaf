package cn.zhibu.notification.inbox;

/** What there is to know. */
public enum What {
    REPORT_SUBMITTED,
    REPORT_COMMENTED,
    REPORT_RETURNED,
    REPORT_ACCEPTED,
    REVIEW_WAITS,
    RETURN_WAITS,
    DUTIES_DUE_SOON,
    DUTIES_OVERDUE,
    TERM_ENDS,
    OWN_ROLE,
    GIVING_WAITS,
    GIVING_DISPUTED,
    OPINION_OVERDUE
}
