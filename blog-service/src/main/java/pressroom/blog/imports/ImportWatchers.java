package pressroom.blog.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import pressroom.blog.web.EventStream;
import tools.jackson.databind.json.JsonMapper;

/** Everybody who watches imports: told of each change, with one question to the database for all of them. */
@Component
class ImportWatchers implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(ImportWatchers.class);
    private static final long PAUSE_MILLIS = 300;

    private final ImportJobs jobs;
    private final JsonMapper json;
    private final Map<UUID, Map<EventStream, String>> watched = new HashMap<>();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "import-progress");
        thread.setDaemon(true);
        return thread;
    });
    private boolean looking;

    ImportWatchers(ImportJobs jobs, JsonMapper json) {
        this.jobs = jobs;
        this.json = json;
    }

    /** Tells the stream where the import is, then each change until it is finished. */
    void watch(UUID id, EventStream stream) {
        synchronized (this) {
            watched.computeIfAbsent(id, first -> new HashMap<>()).put(stream, "");
            if (!looking) {
                looking = true;
                looks.execute(this::look);
            }
        }
        stream.whenClosed(() -> forget(id, stream));
    }

    private synchronized void forget(UUID id, EventStream stream) {
        Map<EventStream, String> streams = watched.get(id);
        if (streams != null && streams.remove(stream) != null && streams.isEmpty()) {
            watched.remove(id);
        }
    }

    private void look() {
        try {
            Set<UUID> ids;
            synchronized (this) {
                ids = Set.copyOf(watched.keySet());
            }
            tell(jobs.find(ids));
        } catch (RuntimeException e) {
            log.warn("The imports that are watched could not be looked at: {}", e.toString());
        }
        synchronized (this) {
            looking = !watched.isEmpty();
            if (looking && !looks.isShutdown()) {
                looks.schedule(this::look, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    private void tell(List<ImportJob> found) {
        List<Runnable> sends = new ArrayList<>();
        synchronized (this) {
            for (ImportJob job : found) {
                String now = json.writeValueAsString(job);
                watched.getOrDefault(job.id(), new HashMap<>()).replaceAll((stream, before) -> {
                    if (job.isFinished()) {
                        sends.add(() -> {
                            stream.send("done", now);
                            stream.end();
                        });
                    } else if (!now.equals(before)) {
                        sends.add(() -> stream.send("progress", now));
                    }
                    return now;
                });
            }
        }
        // Outside of the lock: a stream that turns out to be closed comes back to take itself away.
        sends.forEach(Runnable::run);
    }

    @Override
    public void destroy() {
        looks.shutdownNow();
    }
}
