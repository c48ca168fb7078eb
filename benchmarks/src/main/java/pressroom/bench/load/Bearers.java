package pressroom.bench.load;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import pressroom.bench.lab.Lab;
import pressroom.stack.Tokens;

/** The tokens that authors hold, each minted once: to sign one takes longer than to publish, and is no service's work. */
public final class Bearers {
    private final Tokens tokens;
    private final Map<String, String> minted = new ConcurrentHashMap<>();

    /** Such as the services of this lab accept. */
    public Bearers(Lab lab) {
        this.tokens = new Tokens(lab.stack().secrets().tokenSigningKey());
    }

    /** This author's. */
    String of(String author) {
        return minted.computeIfAbsent(author, name -> tokens.mint(name, List.of()));
    }
}
