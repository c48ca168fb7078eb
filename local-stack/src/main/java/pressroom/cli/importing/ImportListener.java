package pressroom.cli.importing;

import java.util.function.Consumer;

/**
 * Hears of an import while it runs, from any of its threads.
 *
 * @param fileDone one more file is dealt with, well or badly
 * @param waiting a post has to wait for another try, for this reason
 */
public record ImportListener(Runnable fileDone, Consumer<String> waiting) {}
