package pressroom.blog.imports;

import com.fasterxml.uuid.Generators;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores imports where every instance can work them off. */
@Repository
class ImportIntake {

    private final JdbcClient db;

    ImportIntake(JdbcClient db) {
        this.db = db;
    }

    /**
     * Stores a zip; it can be worked on once this returns. Piece by piece, each with a commit of its own: one long transaction
     * would hold up the relay, which sends nothing that began after it.
     */
    UUID store(ReceivedZip zip, int total, Submitter submitter) throws IOException {
        UUID id = Generators.timeBasedEpochGenerator().generate();
        db.sql("""
                        insert into imports (id, submitted_by, operator, fallback_author, state, total)
                        values (:id, :author, :operator, :fallback, 'receiving', :total)
                        """)
                .param("id", id)
                .param("author", submitter.author())
                .param("operator", submitter.operator())
                .param("fallback", submitter.fallback())
                .param("total", total)
                .update();
        int number = 0;
        for (byte[] chunk = zip.chunk(number); chunk.length > 0; chunk = zip.chunk(++number)) {
            db.sql("insert into import_chunks (import_id, number, bytes) values (:id, :number, :bytes)")
                    .param("id", id)
                    .param("number", number)
                    .param("bytes", chunk)
                    .update();
        }
        db.sql("update imports set state = 'waiting' where id = :id")
                .param("id", id)
                .update();
        return id;
    }

    /**
     * Who submits an import.
     *
     * @param operator whether he may import everybody's posts
     * @param fallback whose posts those are that name nobody; null for nobody's
     */
    record Submitter(
            String author, boolean operator, @Nullable String fallback) {}
}
