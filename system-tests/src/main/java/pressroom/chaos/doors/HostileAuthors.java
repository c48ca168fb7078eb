package pressroom.chaos.doors;

import java.util.UUID;

/** The authors of what attacks publish, by whose names a checker knows them. */
public final class HostileAuthors {
    static final String PREFIX = "hostile-";

    private HostileAuthors() {}

    /** Whether this author is one of them. */
    public static boolean isOne(String author) {
        return author.startsWith(PREFIX);
    }

    static String next(String of) {
        return PREFIX + of + "-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
