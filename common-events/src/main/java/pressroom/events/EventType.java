package pressroom.events;

import java.util.Optional;

/** The kinds of events of this version of the contract, by their CloudEvents {@code type}. */
public enum EventType {
    PUBLISHED("BlogPublished"),
    EDITED("BlogEdited"),
    UNPUBLISHED("BlogUnpublished");

    private static final String MAJOR_VERSION = ".v1";

    private final String stem;
    private final String ceType;

    EventType(String name) {
        this.stem = "pressroom." + name;
        this.ceType = stem + MAJOR_VERSION;
    }

    /** The value of the header {@code ce_type}, such as {@code pressroom.BlogPublished.v1}. */
    public String ceType() {
        return ceType;
    }

    /** The kind of this event. */
    public static EventType of(BlogEvent event) {
        if (event instanceof BlogPublished) {
            return PUBLISHED;
        }
        return event instanceof BlogEdited ? EDITED : UNPUBLISHED;
    }

    /**
     * The kind with this CloudEvents type; empty for a type that is none of ours, which a reader skips.
     *
     * @throws MalformedEvent for one of our types in another major version: its meaning is unknown here, but it matters
     */
    static Optional<EventType> named(String ceType) throws MalformedEvent {
        for (EventType type : values()) {
            if (type.ceType.equals(ceType)) {
                return Optional.of(type);
            }
            if (ceType.startsWith(type.stem + ".v")) {
                throw new MalformedEvent("unsupported version of " + type.stem + ": " + Excerpt.of(ceType));
            }
        }
        return Optional.empty();
    }
}
