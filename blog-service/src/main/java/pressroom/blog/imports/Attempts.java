package pressroom.blog.imports;

/**
 * What is known of workers that ended while they had an import. A worker that ends in good order leaves no trace here.
 *
 * @param count claims since a file was last dealt with, the current one included
 * @param aloneUntil files below this number are tried one by one
 * @param endedAlone whether the next file was begun alone by a worker that then ended
 * @param endedFiles files that have failed for that before
 */
record Attempts(int count, int aloneUntil, boolean endedAlone, int endedFiles) {

    /** So many workers may end with an import, or with one file of it. */
    static final int MOST = 2;

    /** So many files of one import may end their worker: one end finds the first of them, each further one another. */
    static final int MOST_ENDED_FILES = 3;

    /** Whether the import is to be set aside as a whole. */
    boolean areUsedUp() {
        // The file that was begun alone is known, and costs one claim more to be failed.
        return count > (endedAlone ? MOST + 1 : MOST) || endedAlone && endedFiles >= MOST_ENDED_FILES;
    }

    /** What is said of an import that is set aside. */
    static String reason() {
        return "set aside: the process that worked on it has ended %d times; what was published stays".formatted(MOST);
    }
}
