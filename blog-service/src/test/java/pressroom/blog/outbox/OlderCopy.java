package pressroom.blog.outbox;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sets a database back to a copy with its position, as a restore does. */
record OlderCopy(JdbcClient db) {

    /** All that this does is lost for the database, and stays on the topic. */
    void setBackAfter(Runnable lost) {
        Map<String, Object> position = db.sql("""
                        select xid::text, id, topic_ends, (select coalesce(max(id), 0) from outbox) as last_id
                        from relay_position
                        """).query().singleRow();
        db.sql("create table blogs_before as select * from blogs").update();
        lost.run();
        db.sql("delete from relay_rounds where (last_xid, last_id) > (cast(:xid as xid8), :id)")
                .params(position)
                .update();
        db.sql("delete from outbox where id > :last_id").params(position).update();
        db.sql("delete from blogs").update();
        db.sql("insert into blogs select * from blogs_before").update();
        db.sql("drop table blogs_before").update();
        db.sql("update relay_position set xid = cast(:xid as xid8), id = :id, topic_ends = :topic_ends")
                .params(position)
                .update();
    }
}
