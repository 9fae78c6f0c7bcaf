package cn.zhibu.activity.catalogue;

import cn.zhibu.catalogue.Field;
import java.util.Map;

/** One choice of a field; texts by language tag. */
public record Option(String id, Map<String, String> names) {

    static Option of(Field.Option option) {
        return new Option(option.id(), option.names().texts());
    }
}
