package cn.zhibu.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What should have been done, of a figure or of rules, and by which figure it was; what is missing is said. */
public record Due(@Nullable String asked, List<String> rules, String done) {

    public Due {
        rules = rules == null ? List.of() : rules;
    }
}
