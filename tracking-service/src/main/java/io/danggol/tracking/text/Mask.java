package io.danggol.tracking.text;

import java.util.regex.Pattern;

/// Blacks out what looks like an e-mail address or a phone number: people type theirs into search fields, and shops put
/// them into titles and paths.
public final class Mask {
    public static final String MASKED = "***";
    private static final int FEWEST_DIGITS = 8;

    // The look-behinds let a match begin only where a word does, which keeps matching linear in the text's length.
    private static final Pattern EMAIL = Pattern.compile(
            "(?<![\\p{L}\\p{N}._%+-])[\\p{L}\\p{N}._+-]++(?:@|%40)[\\p{L}\\p{N}-]++(?:\\.[\\p{L}\\p{N}-]++)+",
            Pattern.CASE_INSENSITIVE);

    /// Korean mobile numbers written in any way, landlines and service numbers with separators, and international
    /// numbers with a plus.
    private static final Pattern PHONE = Pattern.compile("(?<![\\p{L}\\p{N}.+-])(?:"
            + "(?:(?:\\+|00)?82[-. )]{0,2}\\(?0?\\)?|\\(?0)1[016789]\\)?[-. ]?\\d{3,4}[-. ]?\\d{4}"
            + "|\\(?0(?:2|[3-6][1-5]|70|50\\d)[-. )]{1,2}\\d{3,4}[-. ]\\d{4}"
            + "|\\+[1-9]\\d{0,2}(?:[-. ()]{0,2}\\d){7,13}"
            + ")(?![\\p{N}])");

    private Mask() {}

    /// `text` with each address and number replaced by [#MASKED].
    public static String of(String text) {
        var masked = mayHoldEmail(text) ? EMAIL.matcher(text).replaceAll(MASKED) : text;
        return mayHoldPhone(masked) ? PHONE.matcher(masked).replaceAll(MASKED) : masked;
    }

    /// Whether an identifier holds an e-mail address or is a phone number. Digits that stand in a longer identifier say
    /// nothing: random ones would now and then look like a number.
    public static boolean isPersonal(String id) {
        return (mayHoldEmail(id) && EMAIL.matcher(id).find())
                || (mayHoldPhone(id) && PHONE.matcher(id).matches());
    }

    private static boolean mayHoldEmail(String text) {
        return text.indexOf('@') >= 0 || text.contains("%40");
    }

    private static boolean mayHoldPhone(String text) {
        var digits = 0;
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= '0' && text.charAt(i) <= '9' && ++digits == FEWEST_DIGITS) return true;
        }
        return false;
    }
}
