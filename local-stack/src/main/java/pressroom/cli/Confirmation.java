package pressroom.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;

/** Asks before something is changed. */
final class Confirmation {

    private Confirmation() {}

    /**
     * Whether the answer on standard input is yes.
     *
     * @throws CommandException when there is no answer
     */
    static boolean ask(String question) {
        System.out.print(question + " [y/N] ");
        System.out.flush();
        try {
            var answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
            if (answer == null) {
                throw new CommandException("\nNobody answered, and nothing was changed: --yes does it without asking.");
            }
            return answer.strip().matches("(?i)y|yes");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
