package pressroom.blog.progress;

/** What is known of a group's dead letters of before a look at Kafka. */
enum DeadLetterKnowledge {
    /** All of them, if there are any. */
    ALL,
    /** A part: the rest is known in a moment. */
    PART,
    /** Those of before the right to read them was taken away, or none. */
    DENIED
}
