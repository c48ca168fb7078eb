package pressroom.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a question, cut as the standard analyzer cuts text; signs are no words, so there is no query syntax to abuse.
 *
 * @param text the question up to its last word that counts
 * @param list at most {@value #MOST} words; empty when there are only signs
 */
record Words(String text, List<String> list) {

    static final int MOST = 50;

    /** Chinese characters and Hiragana are words of their own; else letters and digits, with the signs that join them. */
    private static final Pattern WORD = Pattern.compile("""
            [\\p{IsHan}\\p{IsHiragana}]
            | [\\p{L}\\p{Nd}] (?:
                [\\p{L}\\p{M}\\p{Nd}&&[^\\p{IsHan}\\p{IsHiragana}]]
                | _+ (?= [\\p{L}\\p{Nd}] )
                | (?<= [\\p{L}\\p{M}] ) [:·.'’] (?= \\p{L} )
                | (?<= \\p{Nd} ) [,;.'’] (?= \\p{Nd} )
              ){0,254}
            """, Pattern.COMMENTS);

    Words {
        list = List.copyOf(list);
    }

    static Words of(String question) {
        List<String> words = new ArrayList<>();
        int end = 0;
        Matcher word = WORD.matcher(question);
        while (words.size() < MOST && word.find()) {
            words.add(word.group());
            end = word.end();
        }
        return new Words(words.size() < MOST ? question : question.substring(0, end), words);
    }
}
