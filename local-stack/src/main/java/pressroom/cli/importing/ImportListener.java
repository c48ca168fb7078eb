package pressroom.cli.importing;

/** Hears of an import while it runs, from any of its threads. */
public interface ImportListener {

    /** One more file is dealt with, well or badly. */
    void fileDone();

    /** A post has to wait for another try. */
    void waiting(String reason);
}
