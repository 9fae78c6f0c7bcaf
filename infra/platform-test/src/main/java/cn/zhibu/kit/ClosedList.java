package cn.zhibu.kit;

import cn.zhibu.stack.store.AllowedCommands;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class during which a command or operator was used that infra/docs/database.md does not list. */
final class ClosedList implements AfterAllCallback {

    static final AllowedCommands WATCH = new AllowedCommands();

    @Override
    public void afterAll(ExtensionContext context) {
        WATCH.assertNone();
    }
}
