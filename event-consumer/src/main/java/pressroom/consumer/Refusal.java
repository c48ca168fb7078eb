package pressroom.consumer;

/**
 * An event that a store will never take, however often it is sent.
 *
 * @param index the event's place in the batch, from 0
 * @param reason why, in words for the person who reads the quarantine
 */
public record Refusal(int index, String reason) {}
