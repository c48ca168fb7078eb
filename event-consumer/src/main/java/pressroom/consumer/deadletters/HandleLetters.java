package pressroom.consumer.deadletters;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pressroom.consumer.ConsumerSettings;
import pressroom.consumer.DecodedBatch;
import pressroom.consumer.EventHandler;
import pressroom.consumer.Refusal;
import pressroom.consumer.Successes;
import pressroom.events.CloudEvent;

/**
 * Hands letters to the handler. A batch that it fails on is halved, until a letter fails alone; that one is set aside
 * and tried again after the others.
 *
 * <p>Whether the letter is at fault or the store shows by other events, as {@link Successes} tells. A letter that fails
 * is still poison if others were handled between the try before and this one, and after it. So that there is another
 * one, a letter that was handled is handed over again, which a handler must bear. Until then it may be an outage, and
 * is waited out. One thread's.
 */
final class HandleLetters {

    private static final Logger log = LoggerFactory.getLogger(HandleLetters.class);
    private static final int MOST_FAILING = 100;
    private static final int PAUSES_OF_HALVES = 2;

    private final EventHandler handler;
    private final ConsumerSettings settings;
    private final Successes successes;
    private final RedriveProgress progress;
    private final CountDownLatch cancelled;
    private final Deque<FailingLetter> failing = new ArrayDeque<>();
    private @Nullable CloudEvent handledBefore;
    private String reason = "";
    private int failures;

    HandleLetters(
            EventHandler handler,
            ConsumerSettings settings,
            Successes successes,
            RedriveProgress progress,
            CountDownLatch cancelled) {
        this.handler = handler;
        this.settings = settings;
        this.successes = successes;
        this.progress = progress;
        this.cancelled = cancelled;
    }

    /** Whether letters are still to be tried again. */
    boolean isWaiting() {
        return !failing.isEmpty();
    }

    /** Whether another batch may come, though letters wait. */
    boolean hasRoom() {
        return failing.size() < MOST_FAILING;
    }

    /** Handles a batch but for the letters that fail alone; false when cancelled before. */
    boolean handle(DecodedBatch batch) throws InterruptedException {
        if (batch.skipped() + batch.unreadable() > 0) {
            progress.add(batch.skipped(), batch.unreadable());
        }
        Deque<List<CloudEvent>> parts = new ArrayDeque<>();
        if (!batch.events().isEmpty()) {
            parts.push(batch.events());
        }
        while (!parts.isEmpty()) {
            List<CloudEvent> part = parts.pop();
            if (!tryToHandle(part) && !takeApart(part, parts)) {
                return false;
            }
        }
        return true;
    }

    /** Leaves the halves of a part that failed, or the whole part during an outage; false when cancelled. */
    private boolean takeApart(List<CloudEvent> part, Deque<List<CloudEvent>> parts) throws InterruptedException {
        String why = reason;
        long triedAt = System.nanoTime();
        boolean isAnotherHandled = handleAnother();
        if (handledBefore != null && !isAnotherHandled) {
            parts.push(part);
            return pause(Integer.MAX_VALUE);
        }
        if (part.size() == 1) {
            failing.add(new FailingLetter(part.get(0), why, triedAt, false));
        } else {
            parts.push(part.subList(part.size() / 2, part.size()));
            parts.push(part.subList(0, part.size() / 2));
        }
        return isAnotherHandled ? cancelled.getCount() > 0 : pause(PAUSES_OF_HALVES);
    }

    /** Tries the letters that failed alone once more, during an outage one of them; false when cancelled before. */
    boolean tryAgain() throws InterruptedException {
        boolean isOutage = false;
        for (int left = failing.size(); left > 0 && !isOutage; left--) {
            FailingLetter letter = failing.remove();
            boolean isPreceded = successes.since(letter.triedAt());
            if (isStillPoison(letter)) {
                giveUp(letter);
            } else if (!tryToHandle(List.of(letter.event()))) {
                FailingLetter again = new FailingLetter(letter.event(), reason, System.nanoTime(), isPreceded);
                boolean isAnotherHandled = handleAnother();
                if (isStillPoison(again)) {
                    giveUp(again);
                } else {
                    failing.add(again);
                    isOutage = !isAnotherHandled;
                }
            }
        }
        if (failing.isEmpty()) {
            return true;
        }
        FailingLetter last = failing.getLast();
        progress.held("the handler fails on %d letters, and handles no other event meanwhile; event %s: %s"
                .formatted(failing.size(), last.event().id(), last.reason()));
        return pause(Integer.MAX_VALUE);
    }

    /** Whether others were handled before and after its last try. */
    private boolean isStillPoison(FailingLetter letter) {
        return letter.isPreceded() && successes.since(letter.triedAt());
    }

    private void giveUp(FailingLetter letter) {
        log.warn("Event {} is still poison: {}", letter.event().id(), letter.reason());
        progress.add(0, 1);
    }

    /** Whether a letter that was handled before is handled again; false also if there is none. */
    private boolean handleAnother() throws InterruptedException {
        CloudEvent another = handledBefore;
        return another != null && call(List.of(another)) != null;
    }

    private boolean tryToHandle(List<CloudEvent> events) throws InterruptedException {
        List<Refusal> refusals = call(events);
        if (refusals == null) {
            return false;
        }
        progress.add(events.size() - refusals.size(), refusals.size());
        Set<Integer> refused = new HashSet<>();
        refusals.forEach(refusal -> refused.add(refusal.index()));
        for (int i = 0; i < events.size(); i++) {
            if (!refused.contains(i)) {
                handledBefore = events.get(i);
                break;
            }
        }
        return true;
    }

    /** What the handler refuses; null if it fails. */
    private @Nullable List<Refusal> call(List<CloudEvent> events) throws InterruptedException {
        long began = System.nanoTime();
        try {
            List<Refusal> refusals = handler.handle(events);
            if (refusals.size() < events.size()) {
                successes.add(began);
            }
            failures = 0;
            return refusals;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | Error e) {
            // Like a batch of the topic: an Error is taken for an outage, too.
            reason = e.toString();
            progress.held(reason);
            failures++;
            return null;
        }
    }

    /** False when cancelled. */
    private boolean pause(int mostDoublings) throws InterruptedException {
        long millis = settings.pauseMillis(Math.max(1, Math.min(failures, mostDoublings)));
        log.warn("A redrive failed {} times in a row, next try in {} ms: {}", failures, millis, reason);
        return !cancelled.await(millis, TimeUnit.MILLISECONDS);
    }
}
