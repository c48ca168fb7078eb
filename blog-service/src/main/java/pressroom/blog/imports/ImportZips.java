package pressroom.blog.imports;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The zips of imports that this instance works on by turns, on its disk: each is copied from the database once, not each turn. */
@Component
class ImportZips implements DisposableBean {

    /** More of them than authors who import at the same time only cost further copies. */
    private static final int KEPT = 4;

    private final ImportQueue queue;
    private final Map<UUID, ReceivedZip> kept = new LinkedHashMap<>(16, 0.75f, true);

    ImportZips(ImportQueue queue) {
        this.queue = queue;
    }

    /** The zip, open until it is forgotten, or others have been asked for. */
    synchronized ReceivedZip zip(ImportQueue.Claim claim) throws IOException {
        ReceivedZip zip = kept.get(claim.id());
        if (zip == null) {
            zip = copy(claim);
            if (kept.size() == KEPT) {
                forget(kept.keySet().iterator().next());
            }
            kept.put(claim.id(), zip);
        }
        return zip;
    }

    private ReceivedZip copy(ImportQueue.Claim claim) throws IOException {
        ReceivedZip zip = ReceivedZip.empty();
        try {
            int number = 0;
            for (byte[] chunk = queue.chunk(claim, number); chunk != null; chunk = queue.chunk(claim, ++number)) {
                zip.append(ByteBuffer.wrap(chunk));
            }
            return zip;
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /** Removes it from the disk. */
    synchronized void forget(UUID id) throws IOException {
        ReceivedZip zip = kept.remove(id);
        if (zip != null) {
            zip.close();
        }
    }

    @Override
    public synchronized void destroy() throws IOException {
        for (UUID id : kept.keySet().toArray(UUID[]::new)) {
            forget(id);
        }
    }
}
