package cn.zhibu.platform.security;

/** What a grant lets its holder do, at its unit and everywhere below. */
public enum Capability {
    ENTER,
    READ,
    REVIEW,
    ADMINISTER,
    AUDIT,
    OPERATE
}
