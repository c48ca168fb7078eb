package pressroom.bench.legs;

import pressroom.bench.lab.Result;

/** One thing that is measured: a service of ours, the limit of the server under it, and others who do the same. */
@FunctionalInterface
public interface Leg {
    /** Lets all contenders run, one after the other, so many times. */
    Result run(int repeats) throws Exception;
}
