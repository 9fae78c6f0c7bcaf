package cn.zhibu.notification.settings;

/** What can be wanted or not. */
public enum Kind {
    DUTIES,
    REPORT_STEPS,
    REPORTS_WAITING,
    TERMS
}
