package pressroom.rivals.counter;

import pressroom.events.BlogEvent;
import pressroom.events.EventType;

/** What an event changes about its author's number of blogs. */
final class Difference {
    private Difference() {}

    static int of(BlogEvent event) {
        return switch (EventType.of(event)) {
            case PUBLISHED -> 1;
            case EDITED -> 0;
            case UNPUBLISHED -> -1;
        };
    }
}
