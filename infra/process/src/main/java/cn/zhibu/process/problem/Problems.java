package cn.zhibu.process.problem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;

/** Turns a refusal into the body of an RFC 9457 problem in one language. */
public final class Problems {

    private final MessageSource texts;
    private final String service;

    public Problems(MessageSource texts, String service) {
        this.texts = texts;
        this.service = service;
    }

    /** The body: type, title, status, detail, code, errors[] {pointer, code, field, detail}, requestId. */
    public Map<String, Object> body(Problem problem, Locale locale, String requestId) {
        var type = problem.type();
        var owner = type.owner().isEmpty() ? service : type.owner();
        var body = new LinkedHashMap<String, Object>();
        body.put(
                "type",
                "urn:problem:" + owner + ":"
                        + type.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        body.put("title", text(type.name() + ".title", problem.args(), locale));
        body.put("status", type.status().value());
        body.put("detail", text(type.name() + ".detail", problem.args(), locale));
        body.put("code", type.name());
        body.put("errors", faults(problem, locale));
        body.put("requestId", requestId);
        return body;
    }

    private List<Map<String, Object>> faults(Problem problem, Locale locale) {
        var faults = new ArrayList<Map<String, Object>>();
        for (var fault : problem.faults()) {
            var own = fault.code().equals(problem.type().name());
            var key = own ? fault.code() + ".detail" : "field." + fault.code();
            faults.add(Map.of(
                    "pointer",
                    fault.pointer(),
                    "code",
                    fault.code(),
                    "field",
                    name(fault.pointer(), locale),
                    "detail",
                    text(key, fault, locale)));
        }
        return faults;
    }

    /** What is wrong with one field, in words: a fault of the form, or else a refusal that is pinned to it. */
    public String detail(FieldFault fault, Locale locale) {
        var words = text("field." + fault.code(), fault, locale);
        return words.equals(fault.code()) ? text(fault.code() + ".detail", fault, locale) : words;
    }

    private String text(String key, FieldFault fault, Locale locale) {
        var text = texts.getMessage(key, said(fault.args(), locale), fault.code(), locale);
        return text == null ? fault.code() : text;
    }

    private String text(String key, List<Object> args, Locale locale) {
        var text = texts.getMessage(key, said(args, locale), key, locale);
        return text == null ? key : text;
    }

    /** The field in the reader's words: by its whole pointer, by the end of it, or else the pointer itself. */
    public String name(String pointer, Locale locale) {
        var path = pointer.replaceAll("/\\d+(?=/|$)", "").replaceFirst("^/", "").replace('/', '.');
        var byEnd = texts.getMessage("label." + path.substring(path.lastIndexOf('.') + 1), null, pointer, locale);
        var name = texts.getMessage("label." + path, null, byEnd, locale);
        return name == null ? pointer : name;
    }

    /** Values as sentences say them: fields by their names, numbers without marks between thousands. */
    private Object[] said(List<Object> args, Locale locale) {
        return args.stream()
                .map(arg -> arg instanceof FieldName field
                        ? name(field.pointer(), locale)
                        : arg instanceof Integer || arg instanceof Long ? arg.toString() : arg)
                .toArray();
    }
}
