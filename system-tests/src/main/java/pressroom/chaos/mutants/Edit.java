package pressroom.chaos.mutants;

/**
 * A change of one source file.
 *
 * @param type below package pressroom: {@code search/Bulk}
 * @param from what stands there, exactly once
 * @param to what is to stand there
 */
record Edit(String type, String from, String to) {

    static Edit edit(String type, String from, String to) {
        return new Edit(type, from, to);
    }

    /** @throws IllegalStateException when the source no longer reads like that: the mutant must follow it */
    String apply(String source) {
        int at = source.indexOf(from);
        if (at < 0 || source.indexOf(from, at + 1) >= 0) {
            throw new IllegalStateException(
                    "pressroom/%s.java no longer has exactly one \"%s\": adapt the mutant".formatted(type, from));
        }
        return source.substring(0, at) + to + source.substring(at + from.length());
    }
}
