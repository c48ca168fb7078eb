package pressroom.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import pressroom.stack.Tokens;

/** Each author's token, minted once and kept for as many authors as are busy at a time. */
final class AuthorTokens implements UnaryOperator<String> {

    private static final int MOST = 1_000;

    private final Tokens tokens;
    private final Map<String, Minted> minted = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Minted> eldest) {
            return size() > MOST;
        }
    };

    AuthorTokens(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public synchronized String apply(String authorId) {
        var known = minted.get(authorId);
        if (known == null || System.nanoTime() - known.at > Tokens.LIFE.toNanos() / 2) {
            known = new Minted(tokens.mint(authorId, List.of()), System.nanoTime());
            minted.put(authorId, known);
        }
        return known.token;
    }

    private record Minted(String token, long at) {}
}
