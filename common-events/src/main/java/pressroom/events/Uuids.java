package pressroom.events;

import java.util.UUID;

/** Reads UUIDs strictly: {@link UUID#fromString} alone also takes {@code 1-1-1-1-1}, signs and other scripts' digits. */
final class Uuids {

    private static final String SHAPE = "00000000-0000-0000-0000-000000000000";

    private Uuids() {}

    static UUID parse(String name, String text) throws MalformedEvent {
        if (!hasShape(text)) {
            throw new MalformedEvent(name + " is not a UUID: " + Excerpt.of(text));
        }
        return UUID.fromString(text);
    }

    private static boolean hasShape(String text) {
        if (text.length() != SHAPE.length()) {
            return false;
        }
        for (int i = 0; i < SHAPE.length(); i++) {
            char c = text.charAt(i);
            if (SHAPE.charAt(i) == '-' ? c != '-' : !isHexadecimal(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHexadecimal(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }
}
