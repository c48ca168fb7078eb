package pressroom.posts;

import java.text.Normalizer;
import java.util.Locale;

/** The id that an author's name stands for, the same in front matter, in tokens and on the command line. */
public final class AuthorId {

    private AuthorId() {}

    /**
     * Lower case, letters and digits of any script kept, every other run turned into one hyphen; NFC.
     *
     * @return the id, empty when the name has neither letter nor digit
     */
    public static String of(String name) {
        var lower = Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        // Marks belong to the letters they stand on: without them most Indic and Thai names would be torn apart.
        var hyphenated = lower.replaceAll("[^\\p{L}\\p{M}\\p{Nd}]+", "-");
        return Normalizer.normalize(hyphenated.replaceAll("^-|-$", ""), Normalizer.Form.NFC);
    }
}
