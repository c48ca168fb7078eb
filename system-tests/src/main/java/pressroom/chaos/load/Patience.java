package pressroom.chaos.load;

/** Whether to go on asking. */
@FunctionalInterface
interface Patience {
    boolean lasts();
}
