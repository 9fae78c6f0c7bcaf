package cn.zhibu.notification.delivery;

import cn.zhibu.notification.delivery.MailServer.Message;
import cn.zhibu.notification.inbox.Crossing;
import cn.zhibu.notification.inbox.NoticeLine;
import cn.zhibu.notification.inbox.Owed;
import cn.zhibu.notification.inbox.What;
import cn.zhibu.rules.RuleService;
import cn.zhibu.words.Language;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Writes letters in a person's language, as text and as HTML. They say what and where to look, and no names. */
@Component
class Letters {

    private static final DateTimeFormatter CHINESE = DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.CHINA);
    private static final DateTimeFormatter ENGLISH = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    private final RuleService rules;
    private final String site;
    private final ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
    private final TemplateEngine engine = new TemplateEngine();

    Letters(RuleService rules, @Value("${zhibu.public-url}") String site) {
        this.rules = rules;
        this.site = site;
        texts.setBasename("mails");
        texts.setDefaultEncoding("UTF-8");
        texts.setDefaultLocale(Locale.SIMPLIFIED_CHINESE);
        texts.setFallbackToSystemLocale(false);
        engine.addTemplateResolver(resolver(".html", TemplateMode.HTML));
        engine.addTemplateResolver(resolver(".txt", TemplateMode.TEXT));
    }

    private static ClassLoaderTemplateResolver resolver(String ending, TemplateMode mode) {
        var resolver = new ClassLoaderTemplateResolver(Letters.class.getClassLoader());
        resolver.setPrefix("mails/");
        resolver.setResolvablePatterns(java.util.Set.of("*" + ending));
        resolver.setTemplateMode(mode);
        resolver.setCharacterEncoding("UTF-8");
        resolver.setCacheable(true);
        return resolver;
    }

    String text(String key, Locale locale, Object... args) {
        return String.valueOf(texts.getMessage(key, args, key, locale));
    }

    /** @param lines at least one, none of them settled */
    Message notices(String id, String to, List<NoticeLine> lines, Locale locale) {
        var subject = lines.size() == 1
                ? text("subject.one", locale, title(lines.get(0), locale))
                : text("subject.many", locale, lines.size());
        var context = new Context(locale);
        context.setVariable("intro", text(lines.size() == 1 ? "intro.one" : "intro.many", locale, lines.size()));
        context.setVariable(
                "notices", lines.stream().map(line -> shown(line, locale)).toList());
        return written(id, to, subject, "notices", context);
    }

    Message code(String id, String to, String code, Locale locale) {
        var context = new Context(locale);
        context.setVariable("intro", text("code.intro", locale));
        context.setVariable("code", code);
        context.setVariable("note", text("code.note", locale));
        return written(id, to, text("code.subject", locale), "code", context);
    }

    private Message written(String id, String to, String subject, String template, Context context) {
        var locale = context.getLocale();
        context.setVariable("subject", subject);
        context.setVariable("greeting", text("greeting", locale));
        context.setVariable("open", text("open", locale));
        context.setVariable("language", locale.toLanguageTag());
        context.setVariable("settings", site + "/settings/notifications");
        context.setVariable("footer", text("footer", locale));
        return new Message(
                id,
                to,
                subject,
                engine.process(template + ".txt", context),
                engine.process(template + ".html", context));
    }

    private Map<String, Object> shown(NoticeLine line, Locale locale) {
        return Map.of(
                "title",
                title(line, locale),
                "details",
                line.duties().stream().map(duty -> duty(duty, locale)).toList(),
                "link",
                site + place(line));
    }

    private String title(NoticeLine line, Locale locale) {
        var date = line.date();
        return switch (line.what()) {
            case DUTIES_DUE_SOON, DUTIES_OVERDUE ->
                text("notice." + line.what(), locale, line.duties().size());
            case MEMBERS_CROSSED -> crossed(line, locale);
            case TERM_ENDS,
                    TERM_REMINDED,
                    OWN_ROLE,
                    MEETING_PLANNED,
                    MEETING_CHANGED,
                    MEETING_CANCELLED,
                    OPINION_OVERDUE,
                    MILESTONE_DUE_SOON,
                    MILESTONE_OVERDUE,
                    CAMPAIGN_ASKED,
                    TRANSFER_WAITS ->
                text(
                        "notice." + line.what(),
                        locale,
                        date == null ? "" : (isEnglish(locale) ? ENGLISH : CHINESE).format(date));
            default -> text("notice." + line.what(), locale, Integer.toString(line.year()));
        };
    }

    private String crossed(NoticeLine line, Locale locale) {
        var language = Language.of(locale);
        var crossing = Crossing.of(line.subject());
        return crossing.article(rules)
                .map(article -> text(
                        "notice.MEMBERS_CROSSED",
                        locale,
                        crossing.members(),
                        article.text().in(language),
                        article.article().in(language)))
                .orElse("");
    }

    private String duty(Owed duty, Locale locale) {
        var due = (isEnglish(locale) ? ENGLISH : CHINESE).format(duty.due());
        return text("duty", locale, rules.name(duty.rule(), Language.of(locale)), due);
    }

    private static boolean isEnglish(Locale locale) {
        return locale.getLanguage().equals("en");
    }

    private static String place(NoticeLine line) {
        if (line.what() == What.DUTIES_DUE_SOON || line.what() == What.DUTIES_OVERDUE) {
            return "/branch/" + line.unit();
        }
        return switch (line.what()) {
            case TERM_ENDS, TERM_REMINDED, MEMBERS_CROSSED, OWN_ROLE -> "/units/" + line.unit();
            case MEETING_PLANNED, MEETING_CHANGED, MEETING_CANCELLED -> "/invitations/" + line.subject();
            case GIVING_WAITS, GIVING_DISPUTED -> "/givings/" + line.subject();
            case MILESTONE_DUE_SOON, MILESTONE_OVERDUE -> "/tasks/" + line.subject();
            case CAMPAIGN_ASKED -> "/branch/" + line.unit() + "/campaigns/" + line.subject();
            case TRANSFER_WAITS, TRANSFER_ANSWERED -> "/transfers/" + line.subject();
            case RELIEF_WAITS, RELIEF_ANSWERED -> "/branch/" + line.unit() + "/dues/reliefs";
            case OPINION_OVERDUE -> "/opinions/" + line.subject();
            default -> "/reports/" + line.subject();
        };
    }
}
