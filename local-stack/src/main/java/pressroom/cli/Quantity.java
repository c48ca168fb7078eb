package pressroom.cli;

/** A number with what it counts. */
final class Quantity {

    private Quantity() {}

    /** As in {@code 1 post}, {@code 2,000 posts}. */
    static String of(long number, String noun) {
        return "%,d %s".formatted(number, number == 1 ? noun : noun + "s");
    }
}
