package cn.zhibu.platform.security;

import static cn.zhibu.platform.security.Capability.*;

import java.util.Set;

/** The roles that a grant can give, and what each may do. An auditor reads everything and changes nothing. */
public enum Role {
    PLATFORM_OPERATOR(OPERATE),
    BUREAU_ADMIN(ADMINISTER, READ),
    REVIEWER(REVIEW, READ),
    AUDITOR(AUDIT, READ),
    SECRETARY(ENTER, READ),
    CLERK(ENTER, READ),
    MEMBER;

    private final Set<Capability> capabilities;

    Role(Capability... capabilities) {
        this.capabilities = Set.of(capabilities);
    }

    public boolean may(Capability capability) {
        return capabilities.contains(capability);
    }

    /** Whether the role changes anything; such a role is never held together with AUDITOR over the same unit. */
    public boolean changes() {
        return capabilities.contains(ENTER) || capabilities.contains(REVIEW) || capabilities.contains(ADMINISTER);
    }
}
