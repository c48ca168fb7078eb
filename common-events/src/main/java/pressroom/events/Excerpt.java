package pressroom.events;

import java.util.regex.Pattern;

/** Makes untrusted text fit to stand in a reason, a log line or a header: short, and free of what breaks or turns lines. */
final class Excerpt {

    private static final int MAX_CHARS = 80;

    /** Controls, halves of surrogate pairs, line and paragraph separators, and marks such as right-to-left override. */
    private static final Pattern UNFIT = Pattern.compile("[\\p{gc=Cc}\\p{gc=Cf}\\p{gc=Cs}\\p{gc=Zl}\\p{gc=Zp}]");

    private Excerpt() {}

    static String of(String text) {
        String head = text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "…";
        return UNFIT.matcher(head).replaceAll("?");
    }
}
