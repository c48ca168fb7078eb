package pressroom.chaos.faults;

/** A fault met nothing that it could break, and has left everything as it was: it is to be struck again. */
public final class FaultDidNotHappen extends Exception {
    private static final long serialVersionUID = 1;

    /** @param why for the diary */
    public FaultDidNotHappen(String why) {
        super(why);
    }
}
