package pressroom.bench.legs;

/** What is done before a round and is not measured. */
@FunctionalInterface
interface Preparation {
    void run() throws Exception;
}
