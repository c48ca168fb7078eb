package pressroom.events;

import java.time.Instant;
import java.util.UUID;

/** A blog was taken back by its author: it is no longer counted or found. */
public record BlogUnpublished(UUID blogId, int version, String authorId, Instant unpublishedAt) implements BlogEvent {

    /** @throws IllegalArgumentException when a value could not stand in an event; the message says which and why */
    public BlogUnpublished {
        Valid.version(version);
        Valid.authorId(authorId);
        Valid.time("unpublishedAt", unpublishedAt);
    }

    @Override
    public boolean live() {
        return false;
    }
}
