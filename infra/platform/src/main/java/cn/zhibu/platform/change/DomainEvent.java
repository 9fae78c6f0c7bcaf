package cn.zhibu.platform.change;

import org.jspecify.annotations.Nullable;

/** A fact that others may hear of. Carries pseudonymous ids only: no names, no personal data. */
public interface DomainEvent {

    /** The tenant that an event of the platform itself concerns; null where the event stays in the tenant at hand. */
    default @Nullable String addressee() {
        return null;
    }
}
