package cn.zhibu.member.sheet;

import cn.zhibu.member.organisation.Place;
import cn.zhibu.platform.sheet.Form;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/** What stands in a list of members beside the members: its headings are those by which it can be brought again. */
@Component
class MemberListTexts {

    private final ResourceBundleMessageSource texts = new ResourceBundleMessageSource();

    MemberListTexts() {
        texts.setBasename("lists");
        texts.setDefaultEncoding("UTF-8");
        texts.setDefaultLocale(Locale.SIMPLIFIED_CHINESE);
        texts.setFallbackToSystemLocale(false);
    }

    String file(Place place, LocalDate day, Locale locale) {
        return text(locale, "file", place.name(), day.toString()) + ".xlsx";
    }

    /** The posts of somebody in words; a post counts once. */
    String posts(Collection<String> posts, Locale locale) {
        return posts.stream()
                .distinct()
                .map(post -> text(locale, "post." + post))
                .collect(Collectors.joining(text(locale, "comma")));
    }

    Form form(List<Form.Field> known, Collection<ListColumn> chosen) {
        var byId = known.stream().collect(Collectors.toMap(Form.Field::id, Function.identity()));
        byId.put(ListColumn.POST.field(), post());
        var fields = chosen.stream().map(column -> byId.get(column.field())).toList();
        return new Form("roster", 1, named("sheet"), null, null, fields);
    }

    private Form.Field post() {
        return new Form.Field(ListColumn.POST.field(), "text", false, named("post"), null, null, null, null, null);
    }

    private Map<String, String> named(String key) {
        return Map.of("zh-CN", text(Locale.SIMPLIFIED_CHINESE, key), "en", text(Locale.ENGLISH, key));
    }

    private String text(Locale locale, String key, Object... args) {
        return texts.getMessage(key, args, locale);
    }
}
