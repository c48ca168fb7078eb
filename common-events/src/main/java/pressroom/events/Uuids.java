package pressroom.events;

import java.util.UUID;

/** Reads UUIDs strictly: {@link UUID#fromString} alone also takes {@code 1-1-1-1-1}, signs and other scripts' digits. */
final class Uuids {

    private static final int LENGTH = 36;

    private Uuids() {}

    static UUID parse(String name, String text) throws MalformedEvent {
        try {
            if (text.length() == LENGTH) {
                UUID uuid = UUID.fromString(text);
                if (uuid.toString().equalsIgnoreCase(text)) {
                    return uuid;
                }
            }
        } catch (IllegalArgumentException notHexadecimal) {
            // Falls through to the one reason for all that is no UUID.
        }
        throw new MalformedEvent(name + " is not a UUID: " + Excerpt.of(text));
    }
}
