package pressroom.blog.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everybody who watches one thing, each with what he was told last. Whoever shares it guards it with a lock of his own. */
public final class Audience {

    private static final String NOTHING_YET = "";

    private final Map<EventStream, String> told = new HashMap<>();

    /** Adds somebody who was told nothing yet. */
    public void add(EventStream stream) {
        told.put(stream, NOTHING_YET);
    }

    public void remove(EventStream stream) {
        told.remove(stream);
    }

    public boolean isEmpty() {
        return told.isEmpty();
    }

    /**
     * Puts what there is to tell into {@code sends}: {@code now} as "progress" to those who were told something else last, or as
     * "done", and nothing after it, when it is the last. To be run outside of the lock: a stream that turns out to be
     * closed comes back to take itself away.
     */
    public void tell(String now, boolean last, List<Runnable> sends) {
        told.replaceAll((stream, before) -> {
            if (last) {
                sends.add(() -> {
                    stream.send("done", now);
                    stream.end();
                });
            } else if (!now.equals(before)) {
                sends.add(() -> stream.send("progress", now));
            }
            return now;
        });
    }
}
