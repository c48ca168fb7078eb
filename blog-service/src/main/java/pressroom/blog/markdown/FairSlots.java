package pressroom.blog.markdown;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Slots that callers share in turn: a free one goes to the next caller that waits, however many requests another one has. So
 * the first request of a caller waits for one of each other caller at most.
 */
final class FairSlots {

    /** Callers in the order of their turns, each with its requests in the order of their arrival. */
    private final Map<String, Queue<CountDownLatch>> waiting = new LinkedHashMap<>();

    private int free;

    FairSlots(int slots) {
        this.free = slots;
    }

    /**
     * Takes a slot, which {@link #release} gives back.
     *
     * @param longest time to wait
     * @return false if the time ended first or the thread was interrupted
     */
    boolean acquire(String caller, Duration longest) {
        CountDownLatch turn = new CountDownLatch(1);
        synchronized (this) {
            if (free > 0) {
                free--;
                return true;
            }
            waiting.computeIfAbsent(caller, first -> new ArrayDeque<>()).add(turn);
        }
        try {
            if (turn.await(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !giveUp(caller, turn);
    }

    /** Gives a slot back, to the caller whose turn it is. */
    synchronized void release() {
        Iterator<Map.Entry<String, Queue<CountDownLatch>>> turns =
                waiting.entrySet().iterator();
        if (!turns.hasNext()) {
            free++;
            return;
        }
        Map.Entry<String, Queue<CountDownLatch>> next = turns.next();
        String caller = next.getKey();
        Queue<CountDownLatch> requests = next.getValue();
        turns.remove();
        requests.remove().countDown();
        if (!requests.isEmpty()) {
            waiting.put(caller, requests);
        }
    }

    /** False if it got a slot in the same moment. */
    private synchronized boolean giveUp(String caller, CountDownLatch turn) {
        Queue<CountDownLatch> requests = waiting.get(caller);
        if (requests == null || !requests.remove(turn)) {
            return false;
        }
        if (requests.isEmpty()) {
            waiting.remove(caller);
        }
        return true;
    }
}
