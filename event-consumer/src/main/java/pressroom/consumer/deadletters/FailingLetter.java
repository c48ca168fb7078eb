package pressroom.consumer.deadletters;

import pressroom.events.CloudEvent;

/**
 * A letter that the handler failed on alone.
 *
 * @param reason what the handler threw last
 * @param triedAt when it threw, as {@link System#nanoTime} tells
 * @param isPreceded whether other events were handled between this try and the one before
 */
record FailingLetter(CloudEvent event, String reason, long triedAt, boolean isPreceded) {}
