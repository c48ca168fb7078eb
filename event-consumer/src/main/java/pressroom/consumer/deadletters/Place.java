package pressroom.consumer.deadletters;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a letter lies among the dead letters.
 *
 * @param partition from 0; there is one unless somebody added more
 * @param offset from 0
 */
record Place(int partition, long offset) {

    private static final Pattern CURSOR = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

    /** @throws IllegalArgumentException when it is none */
    static Place ofCursor(String cursor) {
        Matcher place = CURSOR.matcher(cursor);
        if (!place.matches()) {
            throw new IllegalArgumentException("cursor must be the next of the page before.");
        }
        return new Place(Integer.parseInt(place.group(1)), Long.parseLong(place.group(2)));
    }

    String cursor() {
        return partition + "-" + offset;
    }
}
