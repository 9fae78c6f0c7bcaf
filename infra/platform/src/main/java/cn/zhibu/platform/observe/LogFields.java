package cn.zhibu.platform.observe;

import cn.zhibu.platform.tenant.Tenancy;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Puts trace id and tenant of the work at hand into every log line, whatever thread writes it. No personal data. */
final class LogFields {

    static final String TRACE = "trace";

    private LogFields() {}

    static void register() {
        ContextRegistry.getInstance().registerThreadLocalAccessor(new Field(TRACE, TRACE));
        ContextRegistry.getInstance().registerThreadLocalAccessor(new Field("tenant", Tenancy.class));
    }

    private record Field(String name, Object key) implements ThreadLocalAccessor<String> {

        @Override
        public @Nullable String getValue() {
            return MDC.get(name);
        }

        @Override
        public void setValue(String value) {
            MDC.put(name, value);
        }

        @Override
        public void setValue() {
            MDC.remove(name);
        }
    }
}
