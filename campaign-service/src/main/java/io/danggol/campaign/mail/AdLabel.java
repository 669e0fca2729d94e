package io.danggol.campaign.mail;

import java.util.regex.Pattern;

/// The label with which the subject of an advertisement begins. The renderer puts it there; a template may not.
///
/// Source: Enforcement Decree of the Network Act, table 6; disguised labels do not count (KAKAO-AND-LAW.md 3.1).
public final class AdLabel {
    /// The label and the space after it.
    public static final String TEXT = "(광고) ";

    /// 광고 or AD in any brackets at the beginning, however it is spaced or disguised.
    private static final Pattern DISGUISED = Pattern.compile(
            "^\\P{L}*[(\\[{<【「（\"'“]\\P{L}*(\\p{L}{0,4}광\\P{L}*고|AD)\\P{L}*[)\\]}>】」）\"'”].*",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private AdLabel() {}

    /// Whether a template's subject brings a label, or something like one, of its own.
    public static boolean in(String subject) {
        return DISGUISED.matcher(subject).matches();
    }

    /// The subject with the label before it.
    static String before(String subject) {
        return TEXT + subject.strip();
    }
}
