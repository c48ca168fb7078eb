package pressroom.consumer.deadletters;

import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import pressroom.consumer.ConsumerSettings;
import pressroom.consumer.EventHandler;
import pressroom.consumer.Successes;
import pressroom.consumer.deadletters.RedriveStatus.State;

/** This instance's redrive: one at a time. A stop of the service cancels it, and waits for the batch in hand. */
final class Redrives implements SmartLifecycle {

    private final DeadLetterTopic letters;
    private final EventHandler handler;
    private final ConsumerSettings settings;
    private final Successes successes;
    private final Clock clock;
    private boolean running;
    private @Nullable Redrive redrive;
    private @Nullable Thread thread;

    Redrives(
            DeadLetterTopic letters,
            EventHandler handler,
            ConsumerSettings settings,
            Successes successes,
            Clock clock) {
        this.letters = letters;
        this.handler = handler;
        this.settings = settings;
        this.successes = successes;
        this.clock = clock;
    }

    /** Begins one; empty when there is one already, or the service is being stopped. */
    synchronized Optional<RedriveStatus> begin() {
        if (!running || status().state() == State.running) {
            return Optional.empty();
        }
        Redrive next = new Redrive(letters, handler, settings, successes, clock);
        redrive = next;
        thread = new Thread(next, "redrive");
        thread.setDaemon(true);
        thread.start();
        return Optional.of(next.status());
    }

    synchronized RedriveStatus status() {
        return redrive == null ? RedriveStatus.NONE : redrive.status();
    }

    synchronized RedriveStatus cancel() {
        if (redrive != null) {
            redrive.cancel();
        }
        return status();
    }

    @Override
    public synchronized void start() {
        running = true;
    }

    @Override
    public void stop() {
        cancel();
        Thread last = close();
        if (last != null) {
            try {
                last.join(settings.longestSilence().toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Not in the caller's thread: the container goes on when its patience for this phase ends. */
    @Override
    public void stop(Runnable whenStopped) {
        Thread stopper = new Thread(
                () -> {
                    stop();
                    whenStopped.run();
                },
                "stop-redrive");
        stopper.setDaemon(true);
        stopper.start();
    }

    private synchronized @Nullable Thread close() {
        running = false;
        return thread;
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }
}
