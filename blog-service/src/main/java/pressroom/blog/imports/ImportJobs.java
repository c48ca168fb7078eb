package pressroom.blog.imports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import pressroom.posts.Reading;
import pressroom.posts.ShortText;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Imports as they are looked at. Rows of earlier versions may hold long names and reasons: an answer does not. */
@Repository
class ImportJobs {

    private static final int PAGE = 250;

    private static final TypeReference<List<ImportJob.FailedFile>> FAILED_FILES = new TypeReference<>() {};

    private final JdbcClient db;
    private final JsonMapper json;

    ImportJobs(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /** Those of these imports that exist, with one question for all of them. */
    List<ImportJob> find(Collection<UUID> ids) {
        return db.sql("""
                        select i.id, submitted_by, state, left(reason, 1000) as reason, total, published, already_there, failed, skipped,
                               submitted_at, started_at, finished_at,
                               (select coalesce(json_agg(f), '[]')
                                from (select left(file, 1000) as file, left(reason, 1000) as reason from import_failures
                                      where import_id = i.id order by number limit 100) f) as failures
                        from imports i
                        where i.id = any(:ids) and state <> 'receiving'
                        """)
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, i) -> job(row))
                .list();
    }

    private ImportJob job(ResultSet row) throws SQLException {
        return new ImportJob(
                row.getObject("id", UUID.class),
                ImportJob.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("total"),
                row.getInt("published"),
                row.getInt("already_there"),
                row.getInt("failed"),
                row.getInt("skipped"),
                row.getObject("submitted_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                shortened(row.getString("reason")),
                json.readValue(row.getString("failures"), FAILED_FILES).stream()
                        .map(ImportJob.FailedFile::shortened)
                        .toList(),
                row.getString("submitted_by"));
    }

    private static @Nullable String shortened(@Nullable String reason) {
        return reason == null ? null : ShortText.of(reason, Reading.Failed.MAX_REASON_CHARS);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** Failed files behind the one with this number. */
    ImportJob.Failures failuresAfter(UUID id, int number) {
        int[] last = {0};
        List<ImportJob.FailedFile> failures = db.sql("""
                        select number, left(file, 1000) as file, left(reason, 1000) as reason from import_failures
                        where import_id = :id and number > :number
                        order by number
                        limit :limit
                        """)
                .param("id", id)
                .param("number", number)
                .param("limit", PAGE)
                .query((row, i) -> {
                    last[0] = row.getInt("number");
                    return new ImportJob.FailedFile(row.getString("file"), row.getString("reason")).shortened();
                })
                .list();
        return new ImportJob.Failures(failures, failures.size() < PAGE ? null : Integer.toString(last[0]));
    }

    /** How many imports of this author are not finished. */
    int unfinishedOf(String author) {
        return db.sql("select count(*) from imports where finished_at is null and submitted_by = :author")
                .param("author", author)
                .query(Integer.class)
                .single();
    }
}
