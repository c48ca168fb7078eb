package pressroom.chaos.doors;

import java.io.IOException;

/**
 * Hostile requests at a door, bounded in count and time.
 *
 * <p>Attacker and services share a machine. What is measured is what the service does with the requests, not how fast
 * two cores can copy bytes. So an attack sends constant bytes, at a pace ({@link Pace}), from few threads.
 *
 * @param name for a person
 */
public record Attack(String name, Course course) {

    /** Carries it out and returns how its requests were answered. */
    public Answers on(Door door) throws IOException, InterruptedException {
        Answers answers = new Answers();
        course.run(door, answers);
        return answers;
    }

    @Override
    public String toString() {
        return name;
    }

    /** What its clients do. */
    @FunctionalInterface
    public interface Course {
        /**
         * Returns when all of its connections are closed.
         *
         * @param answers gets each answer
         */
        void run(Door door, Answers answers) throws IOException, InterruptedException;
    }
}
