package io.danggol.simulators.kakao.template;

import io.danggol.simulators.kakao.bubble.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills a template's variables in for one recipient.
///
/// A variable is looked up as `name@$.carousel.list[0]` for the carousel's item that it stands in (a head,
/// where there is one, counts as 0 and the cards from 1), then as `name`.
public final class FilledTemplate {
    private static final Pattern VARIABLE = Pattern.compile("#\\{([^}]*)}");
    private static final Pattern KEY = Pattern.compile("[^@]+(@\\$\\.carousel\\.list\\[\\d+])?");
    private static final int LONGEST = 1300;
    private static final int FIRST_USER_GROWTH = 14;

    private final Map<String, String> parameters;
    private final boolean firstUser;

    private FilledTemplate(Map<String, String> parameters, boolean firstUser) {
        this.parameters = parameters;
        this.firstUser = firstUser;
    }

    /// The template's fields with every variable replaced.
    ///
    /// @param parameters the recipient's values by variable name
    /// @param images what replaces the template's images, in their order, `{}` to keep one; empty to keep all
    /// @param firstUser whether a value may be at most 14 characters longer than its variable
    /// @throws Refused if a variable has no value, or a parameter is malformed
    public static Map<String, Object> of(
            Template template, Map<String, String> parameters, List<Map<String, Object>> images, boolean firstUser) {
        parameters.forEach(FilledTemplate::checkParameter);
        var filling = new FilledTemplate(parameters, firstUser);
        var filled = new LinkedHashMap<String, Object>();
        template.fields()
                .forEach((key, value) -> filled.put(
                        key, key.equals("carousel") ? filling.carousel(object(value)) : filling.fill(value, "")));
        return images.isEmpty() ? filled : TemplateImages.replace(filled, images);
    }

    private static void checkParameter(String key, String value) {
        if (!KEY.matcher(key).matches()) throw Refused.atInParameterName();
        if (key.length() > LONGEST) throw Refused.tooLong("templateParameter", LONGEST);
        if (value.length() > LONGEST) throw Refused.tooLong("templateParameter." + key, LONGEST);
    }

    private Map<String, Object> carousel(Map<String, Object> carousel) {
        var filled = new LinkedHashMap<String, Object>();
        var next = 0;
        if (carousel.get("head") != null) filled.put("head", fill(carousel.get("head"), item(next++)));
        var cards = new ArrayList<Object>();
        for (var card : (List<?>) carousel.get("list")) cards.add(fill(card, item(next++)));
        filled.put("list", cards);
        if (carousel.get("tail") != null) filled.put("tail", carousel.get("tail"));
        return filled;
    }

    private static String item(int index) {
        return "@$.carousel.list[" + index + "]";
    }

    private Object fill(Object value, String item) {
        return switch (value) {
            case String text -> text(text, item);
            case List<?> list ->
                list.stream().map(element -> fill(element, item)).toList();
            case Map<?, ?> map -> {
                var filled = new LinkedHashMap<String, Object>();
                object(map).forEach((key, entry) -> {
                    var replaced = FixedPrices.KEYS.contains(key) && entry instanceof String variable
                            ? price(key, variable, item)
                            : fill(entry, item);
                    if (replaced != null) filled.put(key, replaced);
                });
                yield filled;
            }
            case null -> null;
            default -> value;
        };
    }

    private String text(String text, String item) {
        return VARIABLE.matcher(text).replaceAll(variable -> {
            var value = parameter(variable.group(1), item);
            if (value == null) throw Refused.missingTemplateParameter(variable.group(1));
            if (firstUser && value.length() - variable.group().length() > FIRST_USER_GROWTH) throw Refused.firstUser();
            return Matcher.quoteReplacement(value);
        });
    }

    /// The number for a price's fixed variable. A discount without a value is left out.
    private Long price(String key, String variable, String item) {
        var name = variable.substring(2, variable.length() - 1);
        var value = parameter(name, item);
        if (value == null || value.isBlank()) {
            if (key.equals("regularPrice")) throw Refused.missingTemplateParameter(name);
            return null;
        }
        try {
            return Long.valueOf(value.strip());
        } catch (NumberFormatException e) {
            throw Refused.templateParameter();
        }
    }

    private String parameter(String name, String item) {
        var own = parameters.get(name + item);
        return own == null ? parameters.get(name) : own;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }
}
