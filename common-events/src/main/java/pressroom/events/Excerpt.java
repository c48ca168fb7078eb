package pressroom.events;

/** Makes untrusted text fit to stand in a reason, a log line or a header: short and free of control characters. */
final class Excerpt {

    private static final int MAX_CHARS = 80;

    private Excerpt() {}

    static String of(String text) {
        String head = text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "…";
        return head.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
    }
}
