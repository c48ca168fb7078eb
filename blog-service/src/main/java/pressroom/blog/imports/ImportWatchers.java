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
import pressroom.blog.web.Audience;
import pressroom.blog.web.EventStream;
import tools.jackson.databind.json.JsonMapper;

/** Everybody who watches imports: told of each change, with one question to the database for all of them. */
@Component
class ImportWatchers implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(ImportWatchers.class);
    private static final long PAUSE_MILLIS = 300;

    private final ImportJobs jobs;
    private final JsonMapper json;
    private final Map<UUID, Audience> watched = new HashMap<>();
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
            watched.computeIfAbsent(id, first -> new Audience()).add(stream);
            if (!looking) {
                looking = true;
                looks.execute(this::look);
            }
        }
        stream.whenClosed(() -> forget(id, stream));
    }

    private synchronized void forget(UUID id, EventStream stream) {
        Audience audience = watched.get(id);
        if (audience != null) {
            audience.remove(stream);
            if (audience.isEmpty()) {
                watched.remove(id);
            }
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
                Audience audience = watched.get(job.id());
                if (audience != null) {
                    audience.tell(json.writeValueAsString(job), job.isFinished(), sends);
                }
            }
        }
        sends.forEach(Runnable::run);
    }

    @Override
    public void destroy() {
        looks.shutdownNow();
    }
}
