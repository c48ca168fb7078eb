-- As counter-consumer's, beside the blogs: this design needs both in one transaction.
create table if not exists users (
    id          text   collate "C" not null primary key,
    total_blogs bigint not null
) with (fillfactor = 50);
