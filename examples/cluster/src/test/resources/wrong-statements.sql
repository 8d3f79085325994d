-- Statements with mistakes, and what the SQL client shows about each.
--
-- A block is a mistake: its name, its statements of which the last one fails, and the first line that is shown about
-- it. "Flink shows" says that the words are Flink's own. All blocks have the tables of the first, but for 'wrong', and
-- begin with the settings of the cluster, which takes checkpoints.

-- (The good tables, and one that is in the lake already.)
CREATE TABLE comments (id INT, name STRING) WITH ('connector' = 'comments', 'url' = 'http://host/comments');
CREATE TABLE lake (id INT, name STRING) WITH ('connector' = 'delta', 'table-path' = '/data/lake/comments');
CREATE TABLE wrong (id INT NOT NULL, name STRING, posted DATE) PARTITIONED BY (posted)
  WITH ('connector' = 'delta', 'table-path' = '/data/lake/old');
SET 'execution.runtime-mode' = 'batch';
SET 'table.dml-sync' = 'true';
INSERT INTO wrong VALUES (1, 'one', DATE '2026-01-02');

-- Misspelt option (sink)
CREATE TABLE wrong (id INT, name STRING)
  WITH ('connector' = 'delta', 'table-path' = '/data/lake/new', 'sink.paralelism' = '2');
INSERT INTO wrong SELECT id, name FROM comments;
-- shows: The option 'sink.paralelism' is unknown to the connector 'delta'; did you mean 'sink.parallelism'?

-- Misspelt option (source)
CREATE TABLE wrong (id INT, name STRING)
  WITH ('connector' = 'rest', 'url' = 'http://host/comments', 'page-size' = '50');
INSERT INTO lake SELECT id, name FROM wrong;
-- shows: The option 'page-size' is unknown to the connector 'rest'; did you mean 'pagination.max-page-size' or 'pagination.page-size'?

-- Unknown option without a similar name
CREATE TABLE wrong (id INT, name STRING)
  WITH ('connector' = 'delta', 'table-path' = '/data/lake/new', 'colour' = 'blue');
INSERT INTO wrong SELECT id, name FROM comments;
-- shows: The option 'colour' is unknown to the connector 'delta'; it has 'sink.compression', 'sink.compression-level', 'sink.distribution-mode', 'sink.id-prefix', 'sink.max-open-partitions', 'sink.on-fresh-start', 'sink.on-rewind', 'sink.parallelism', 'sink.schema-evolution', 'sink.target-file-size', 'table-path'.

-- Misspelt table property
CREATE TABLE wrong (id INT, name STRING)
  WITH ('connector' = 'delta', 'table-path' = '/data/lake/new', 'delta.checkpointIntervall' = '50');
INSERT INTO wrong SELECT id, name FROM comments;
-- shows: The Delta table at /data/lake/new cannot be created with these columns and properties: Unknown configuration was specified: delta.checkpointIntervall

-- Misspelt connector
CREATE TABLE wrong (id INT, name STRING) WITH ('connector' = 'dleta', 'table-path' = '/data/lake/new');
INSERT INTO wrong SELECT id, name FROM comments;
-- Flink shows: Could not find any factory for identifier 'dleta' that implements 'org.apache.flink.table.factories.DynamicTableFactory' in the classpath.

-- No path
CREATE TABLE wrong (id INT, name STRING) WITH ('connector' = 'delta');
INSERT INTO wrong SELECT id, name FROM comments;
-- shows: The option 'table-path' is missing; set it to a directory, such as /data/lake/comments.

-- No URL
CREATE TABLE wrong (id INT, name STRING) WITH ('connector' = 'rest');
INSERT INTO lake SELECT id, name FROM wrong;
-- shows: The option 'url' is missing; set it to the listing, such as http://host/comments.

-- Text instead of a number
CREATE TABLE wrong (id INT, name STRING)
  WITH ('connector' = 'delta', 'table-path' = '/data/lake/new', 'sink.parallelism' = 'many');
INSERT INTO wrong SELECT id, name FROM comments;
-- shows: The option 'sink.parallelism' is 'many', but it must be a whole number within range.

-- Number that is too small (sink)
CREATE TABLE wrong (id INT, name STRING)
  WITH ('connector' = 'delta', 'table-path' = '/data/lake/new', 'sink.parallelism' = '0');
INSERT INTO wrong SELECT id, name FROM comments;
-- shows: The option 'sink.parallelism' is 0, but it must be 1 or more.

-- Number that is too small (source)
CREATE TABLE wrong (id INT, name STRING)
  WITH ('connector' = 'comments', 'url' = 'http://host/comments', 'pagination.page-size' = '0');
INSERT INTO lake SELECT id, name FROM wrong;
-- shows: The option 'pagination.page-size' is 0, but it must be at least 1.

-- Malformed size
CREATE TABLE wrong (id INT, name STRING)
  WITH ('connector' = 'delta', 'table-path' = '/data/lake/new', 'sink.target-file-size' = 'big');
INSERT INTO wrong SELECT id, name FROM comments;
-- shows: The option 'sink.target-file-size' is 'big', but it must be a size, such as 512kb or 16mb.

-- Malformed duration
CREATE TABLE wrong (id INT, name STRING)
  WITH ('connector' = 'comments', 'url' = 'http://host/comments', 'scan.poll-interval' = 'soon');
INSERT INTO lake SELECT id, name FROM wrong;
-- shows: The option 'scan.poll-interval' is 'soon', but it must be a duration, such as 500ms, 10s or 1min.

-- Malformed boolean
CREATE TABLE wrong (id INT, name STRING)
  WITH ('connector' = 'comments', 'url' = 'http://host/comments', 'listing.check' = 'perhaps');
INSERT INTO lake SELECT id, name FROM wrong;
-- shows: The option 'listing.check' is 'perhaps', but it must be true or false.

-- Unsupported value (sink)
CREATE TABLE wrong (id INT, name STRING)
  WITH ('connector' = 'delta', 'table-path' = '/data/lake/new', 'sink.compression' = 'lzo');
INSERT INTO wrong SELECT id, name FROM comments;
-- shows: The option 'sink.compression' is 'lzo', but it must be one of zstd, snappy, uncompressed.

-- Unsupported value (source)
CREATE TABLE wrong (id INT, name STRING)
  WITH ('connector' = 'comments', 'url' = 'http://host/comments', 'drift.mode' = 'maybe');
INSERT INTO lake SELECT id, name FROM wrong;
-- shows: The option 'drift.mode' is 'maybe', but it must be one of fail, warn, off.

-- Both names of one option (sink)
CREATE TABLE wrong (id INT, name STRING)
  WITH ('connector' = 'delta', 'table-path' = '/data/lake/new', 'table_path' = '/data/lake/newer');
INSERT INTO wrong SELECT id, name FROM comments;
-- shows: The options 'table-path' and 'table_path' are names of one and the same; leave out all but 'table-path'.

-- Both names of one option (source)
CREATE TABLE wrong (id INT, name STRING)
  WITH ('connector' = 'rest', 'url' = 'http://host/comments', 'api_url' = 'http://host/comments');
INSERT INTO lake SELECT id, name FROM wrong;
-- shows: The options 'url' and 'api_url' are names of one and the same; leave out all but 'url'.

-- Option whose required option is missing
CREATE TABLE wrong (id INT, name STRING)
  WITH ('connector' = 'comments', 'url' = 'http://host/comments', 'scan.startup.offset' = '100');
INSERT INTO lake SELECT id, name FROM wrong;
-- shows: The option 'scan.startup.offset' has no effect without 'scan.startup.mode' = 'offset'; set both or neither.

-- Token without its type
CREATE TABLE wrong (id INT, name STRING)
  WITH ('connector' = 'comments', 'url' = 'http://host/comments', 'auth.token' = 'open-sesame');
INSERT INTO lake SELECT id, name FROM wrong;
-- shows: The option 'auth.token' has no effect without 'auth.type' = 'bearer'; set both or neither.

-- Nothing to read
CREATE TABLE wrong (id INT, name STRING)
  WITH ('connector' = 'comments', 'url' = 'http://host/comments', 'scan.startup.mode' = 'latest', 'scan.bounded.mode' = 'latest');
INSERT INTO lake SELECT id, name FROM wrong;
-- shows: The options 'scan.startup.mode' = 'latest' and 'scan.bounded.mode' = 'latest' leave nothing to read; change one of them.

-- Invalid URL
CREATE TABLE wrong (id INT, name STRING) WITH ('connector' = 'comments', 'url' = 'host/comments?api_key=open-sesame');
INSERT INTO lake SELECT id, name FROM wrong;
-- shows: The option 'url' is not an absolute http or https URL; set it to the listing, such as http://host/comments.

-- URL with an unsupported scheme
CREATE TABLE wrong (id INT, name STRING) WITH ('connector' = 'comments', 'url' = 'ftp://host/comments');
INSERT INTO lake SELECT id, name FROM wrong;
-- shows: The option 'url' is not an absolute http or https URL; set it to the listing, such as http://host/comments.

-- User and password in the URL
CREATE TABLE wrong (id INT, name STRING)
  WITH ('connector' = 'comments', 'url' = 'http://me:open-sesame@host/comments');
INSERT INTO lake SELECT id, name FROM wrong;
-- shows: The option 'url' is 'http://****@host/comments', with user and password in it; give them by 'http-headers.Authorization' instead.

-- Pagination parameter in the URL, beside a secret
CREATE TABLE wrong (id INT, name STRING)
  WITH ('connector' = 'comments', 'url' = 'http://host/comments?_limit=5&api_key=open-sesame');
INSERT INTO lake SELECT id, name FROM wrong;
-- shows: The option 'url' already has the query parameter '_limit', which the source sets for each page; remove it from the URL.

-- Relative path
CREATE TABLE wrong (id INT, name STRING) WITH ('connector' = 'delta', 'table-path' = 'lake/new');
INSERT INTO wrong SELECT id, name FROM comments;
-- shows: The table path 'lake/new' is relative, but the processes of a cluster have different working directories; give an absolute path.

-- Path on Azure without the JAR for it
CREATE TABLE wrong (id INT, name STRING) WITH ('connector' = 'delta', 'table-path' = 'abfss://container@account/new');
INSERT INTO wrong SELECT id, name FROM comments;
-- shows: The table path 'abfss://container@account/new' is on a file system of Hadoop, and the JAR for those is missing: put flink-connector-delta-hadoop and the JARs of Hadoop beside the connector, or into the job.

-- Path on S3 without the JAR for it
CREATE TABLE wrong (id INT, name STRING) WITH ('connector' = 'delta', 'table-path' = 's3://bucket/new');
INSERT INTO wrong SELECT id, name FROM comments;
-- shows: The table path 's3://bucket/new' is on S3, whose JAR is missing: put flink-sql-connector-delta-s3 beside the connector, or flink-connector-delta-s3 into the job.

-- Path below a file
CREATE TABLE wrong (id INT, name STRING) WITH ('connector' = 'delta', 'table-path' = '/data/lake/file/new');
INSERT INTO wrong SELECT id, name FROM comments;
-- shows: The table path '/data/lake/file/new' cannot be used: '/data/lake/file' is not a directory. Choose another path.

-- Path without write permission (when the job runs)
CREATE TABLE wrong (id INT, name STRING) WITH ('connector' = 'delta', 'table-path' = '/proc/new');
SET 'execution.runtime-mode' = 'batch';
SET 'table.dml-sync' = 'true';
INSERT INTO wrong VALUES (1, 'one');
-- shows: The table path '/proc/new' cannot be used: this process may not write to '/proc'. Grant that, or choose another path.

-- Storage options for a local path
CREATE TABLE wrong (id INT, name STRING)
  WITH ('connector' = 'delta', 'table-path' = '/data/lake/new', 'storage.secret.key' = 'open-sesame');
INSERT INTO wrong SELECT id, name FROM comments;
-- shows: The table path '/data/lake/new' is local and takes no storage options; remove [secret.key].

-- Unknown column type
CREATE TABLE wrong (id INT, name TXT) WITH ('connector' = 'delta', 'table-path' = '/data/lake/new');
-- Flink shows: Unknown identifier 'TXT'

-- Column type that cannot be read from JSON
CREATE TABLE wrong (id INT, name MAP<INT, STRING>) WITH ('connector' = 'comments', 'url' = 'http://host/comments');
INSERT INTO lake SELECT id, 'one' FROM wrong;
-- shows: Field 'name': Type MAP<INT, STRING> cannot be read from JSON; declare the column as STRING and cast it.

-- Column type that Delta does not have
CREATE TABLE wrong (id INT, name TIME) WITH ('connector' = 'delta', 'table-path' = '/data/lake/new');
INSERT INTO wrong SELECT id, CAST(name AS TIME) FROM comments;
-- shows: Column 'name' has the type TIME(0), which cannot be stored in a Delta table; CAST it to a type that it has, such as STRING or BIGINT.

-- Times with more than microseconds
CREATE TABLE wrong (id INT, posted TIMESTAMP_LTZ(9)) WITH ('connector' = 'delta', 'table-path' = '/data/lake/new');
INSERT INTO wrong SELECT id, CURRENT_TIMESTAMP FROM comments;
-- shows: Column 'posted' has the type TIMESTAMP_LTZ(9), but Delta tables keep microseconds: declare it with a precision of at most 6, or CAST it.

-- Duplicate column
CREATE TABLE wrong (id INT, ID STRING) WITH ('connector' = 'delta', 'table-path' = '/data/lake/new');
INSERT INTO wrong SELECT id, name FROM comments;
-- shows: Column 'ID' is there twice; Delta tables do not tell upper from lower case in names: rename one.

-- Primary key
CREATE TABLE wrong (id INT, name STRING, PRIMARY KEY (id) NOT ENFORCED)
  WITH ('connector' = 'delta', 'table-path' = '/data/lake/new');
INSERT INTO wrong SELECT id, name FROM comments;
-- shows: The 'delta' connector only appends and cannot keep a PRIMARY KEY; remove it from the table's declaration.

-- Misspelt metadata column
CREATE TABLE wrong (id INT, name STRING, page INT METADATA)
  WITH ('connector' = 'comments', 'url' = 'http://host/comments');
INSERT INTO lake SELECT id, name FROM wrong;
-- Flink shows: Invalid metadata key 'page' in column 'page' of table 'default_catalog.default_database.wrong'. The DynamicTableSource class 'io.github.flinkcomments.connector.rest.table.RestTableSource' supports the following metadata keys for reading:

-- Metadata column of another type
CREATE TABLE wrong (id INT, name STRING, `offset` DATE METADATA)
  WITH ('connector' = 'comments', 'url' = 'http://host/comments');
INSERT INTO lake SELECT id, name FROM wrong;
-- Flink shows: Invalid data type for metadata column 'offset' of table 'default_catalog.default_database.wrong'. The column cannot be declared as 'BIGINT NOT NULL' because the type must be castable from metadata type 'DATE'.

-- Missing partition column
CREATE TABLE wrong (id INT, name STRING) PARTITIONED BY (posted)
  WITH ('connector' = 'delta', 'table-path' = '/data/lake/new');
-- Flink shows: Partition column 'posted' not defined in the table schema. Available columns: ['id', 'name']

-- Unsupported type of a partition column
CREATE TABLE wrong (id INT, name STRING, tags ARRAY<STRING>) PARTITIONED BY (tags)
  WITH ('connector' = 'delta', 'table-path' = '/data/lake/new');
INSERT INTO wrong SELECT id, name, ARRAY[name] FROM comments;
-- shows: Partition column 'tags' has the type ARRAY<STRING>, but partitions can only be told apart by texts, numbers, booleans and times: choose another column.

-- Only partition columns
CREATE TABLE wrong (name STRING) PARTITIONED BY (name) WITH ('connector' = 'delta', 'table-path' = '/data/lake/new');
INSERT INTO wrong SELECT name FROM comments;
-- shows: All columns [name] are partition columns, which are not in data files: leave at least one out of the partition columns.

-- Option for partitions without partition columns
CREATE TABLE wrong (id INT, name STRING)
  WITH ('connector' = 'delta', 'table-path' = '/data/lake/new', 'sink.max-open-partitions' = '10');
INSERT INTO wrong SELECT id, name FROM comments;
-- shows: The option 'sink.max-open-partitions' has no effect without partition columns; declare some with PARTITIONED BY, or leave it out.

-- Existing table with another column type
CREATE TABLE wrong (id BIGINT NOT NULL, name STRING, posted DATE) PARTITIONED BY (posted)
  WITH ('connector' = 'delta', 'table-path' = '/data/lake/old');
INSERT INTO wrong SELECT COALESCE(id, 0), name, CURRENT_DATE FROM comments;
-- shows: Column 'id' is BIGINT NOT NULL in the sink, which is written as long, but integer in the table: CAST it to the table's type.

-- Existing table without this column
CREATE TABLE wrong (id INT NOT NULL, title STRING, posted DATE) PARTITIONED BY (posted)
  WITH ('connector' = 'delta', 'table-path' = '/data/lake/old');
INSERT INTO wrong SELECT COALESCE(id, 0), name, CURRENT_DATE FROM comments;
-- shows: Column 'title' of the sink is not in the table: add it to the table, leave it out of the sink, or set 'sink.schema-evolution' to 'add-columns'.

-- Existing table whose column is NOT NULL, nullable in the sink
CREATE TABLE wrong (id INT, name STRING, posted DATE) PARTITIONED BY (posted)
  WITH ('connector' = 'delta', 'table-path' = '/data/lake/old');
INSERT INTO wrong SELECT id, name, CURRENT_DATE FROM comments;
-- shows: Column 'id' is nullable in the sink, but NOT NULL in the table: declare it NOT NULL in the sink.

-- Existing table whose column is NOT NULL, missing in the sink
CREATE TABLE wrong (name STRING, posted DATE) PARTITIONED BY (posted)
  WITH ('connector' = 'delta', 'table-path' = '/data/lake/old');
INSERT INTO wrong SELECT name, CURRENT_DATE FROM comments;
-- shows: Column 'id' is NOT NULL in the table, but the sink does not write it: add it to the sink.

-- Existing table with other partition columns
CREATE TABLE wrong (id INT NOT NULL, name STRING, posted DATE) PARTITIONED BY (name)
  WITH ('connector' = 'delta', 'table-path' = '/data/lake/old');
INSERT INTO wrong SELECT COALESCE(id, 0), name, CURRENT_DATE FROM comments;
-- shows: The table has the partition columns [posted], but the sink has [name]: give the sink those of the table, or write to another table.

-- Null for a column that is NOT NULL (when the job runs, and is not restarted)
CREATE TABLE wrong (id INT NOT NULL, name STRING) WITH ('connector' = 'delta', 'table-path' = '/data/lake/strict');
SET 'restart-strategy.type' = 'none';
SET 'execution.runtime-mode' = 'batch';
SET 'table.dml-sync' = 'true';
INSERT INTO wrong SELECT NULLIF(id, 1), 'one' FROM (VALUES (1), (2)) AS numbers (id);
-- Flink shows: Column 'id' is NOT NULL, however, a null value is being written into it. You can set job configuration 'table.exec.sink.not-null-enforcer'='DROP' to suppress this exception and drop such records silently.

-- Query with one column too few
INSERT INTO lake SELECT id FROM comments;
-- Flink shows: Column types of query result and sink for 'default_catalog.default_database.lake' do not match.

-- Query with a column of another type
INSERT INTO lake SELECT name, name FROM comments;
-- Flink shows: Column types of query result and sink for 'default_catalog.default_database.lake' do not match.

-- Column that the source does not have
INSERT INTO lake SELECT id, title FROM comments;
-- Flink shows: Column 'title' not found in any table

-- Query that updates rows
CREATE TABLE wrong (name STRING, amount BIGINT) WITH ('connector' = 'delta', 'table-path' = '/data/lake/new');
INSERT INTO wrong SELECT name, COUNT(*) FROM comments GROUP BY name;
-- Flink shows: Table sink 'default_catalog.default_database.wrong' doesn't support consuming update changes which is produced by node GroupAggregate(groupBy=[name], select=[name, COUNT(*) AS EXPR$1])

-- Overwriting
SET 'execution.runtime-mode' = 'batch';
INSERT OVERWRITE lake SELECT id, name FROM comments;
-- Flink shows: INSERT OVERWRITE requires that the underlying DynamicTableSink of table 'default_catalog.default_database.lake' implements the SupportsOverwrite interface.

-- Reading from the sink
SELECT * FROM lake;
-- Flink shows: Connector 'delta' can only be used as a sink. It cannot be used as a source.

-- Writing to the source
INSERT INTO comments VALUES (1, 'one');
-- Flink shows: Connector 'comments' can only be used as a source. It cannot be used as a sink.

-- Checkpoint interval of zero
SET 'execution.checkpointing.interval' = '0s';
-- Flink shows: Checkpoint interval must be larger than or equal to 10 ms

-- No checkpoints (sink)
RESET 'execution.checkpointing.interval';
INSERT INTO lake VALUES (1, 'one');
-- shows: The Delta sink needs exactly-once checkpoints in a streaming job: set 'execution.checkpointing.interval' to '10s', for example; without checkpoints nothing is committed.

-- No checkpoints (source)
RESET 'execution.checkpointing.interval';
EXPLAIN SELECT * FROM comments;
-- shows: The option 'execution.checkpointing.interval' is not set, but a streaming job keeps its position in the listing by checkpoints; set it, to '10s' for example, or read to the present end by 'scan.bounded.mode' = 'latest'.

-- At-least-once checkpoints (sink)
SET 'execution.checkpointing.mode' = 'AT_LEAST_ONCE';
INSERT INTO lake VALUES (1, 'one');
-- shows: The Delta sink needs exactly-once checkpoints in a streaming job: set 'execution.checkpointing.mode' to 'EXACTLY_ONCE'; other checkpoints commit rows that are read again after a failure.

-- At-least-once checkpoints (source)
SET 'execution.checkpointing.mode' = 'AT_LEAST_ONCE';
EXPLAIN SELECT * FROM comments;
-- shows: The option 'execution.checkpointing.mode' is 'AT_LEAST_ONCE', by which records are repeated after a failure; set it to 'EXACTLY_ONCE'.

-- Quota without checkpoints
CREATE TABLE wrong (id INT, name STRING)
  WITH ('connector' = 'comments', 'url' = 'http://host/comments', 'scan.bounded.mode' = 'latest', 'scan.max-records-per-checkpoint' = '10');
RESET 'execution.checkpointing.interval';
EXPLAIN SELECT * FROM wrong;
-- shows: The option 'scan.max-records-per-checkpoint' is 10, but without checkpoints the job would stand still after so many records; set 'execution.checkpointing.interval', to '10s' for example.

-- Unbounded batch job
CREATE TABLE wrong (id INT, name STRING)
  WITH ('connector' = 'comments', 'url' = 'http://host/comments', 'scan.bounded.mode' = 'unbounded');
SET 'execution.runtime-mode' = 'batch';
INSERT INTO lake SELECT id, name FROM wrong;
-- shows: The option 'scan.bounded.mode' is 'unbounded', but a batch job has to end; leave it out, or set 'execution.runtime-mode' to 'streaming'.
