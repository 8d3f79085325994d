/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.flinkcomments.examples.job;

import io.github.flinkcomments.connector.comments.Comment;
import io.github.flinkcomments.connector.comments.CommentsSource;
import io.github.flinkcomments.connector.delta.DeltaSink;
import io.github.flinkcomments.connector.delta.commit.FreshStartMode;
import io.github.flinkcomments.connector.rest.RestSourceBuilder;
import io.github.flinkcomments.connector.rest.record.ErrorMode;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;

/**
 * The job's graph: comments → rows with the time of their ingestion → table.
 *
 * @param url the listing itself
 * @param listingName stands for the URL in checkpoints, where the URL changes from run to run
 * @param maxRecordsPerCheckpoint at most so many rows between two checkpoints
 * @param errorMode what happens to a malformed comment
 */
public record CommentsPipeline(
    String url,
    Optional<String> listingName,
    Optional<Long> maxRecordsPerCheckpoint,
    ErrorMode errorMode) {

  /** Ties the source to its state in snapshots. */
  public static final String SOURCE_UID = "comments-source";

  /**
   * Adds it to an environment.
   *
   * @param offset where the source begins if the job has no state
   */
  public void build(StreamExecutionEnvironment environment, String tablePath, long offset) {
    RestSourceBuilder<Comment> source =
        CommentsSource.builder().setUrl(url).startAt(offset).setErrorMode(errorMode);
    listingName.ifPresent(source::setListingName);
    maxRecordsPerCheckpoint.ifPresent(source::setMaxRecordsPerCheckpoint);
    environment
        .fromSource(source.build(), WatermarkStrategy.noWatermarks(), "Comments")
        .uid(SOURCE_UID)
        .map(new IngestedComment())
        .name("Add ingestion time")
        .uid("ingestion-time")
        .returns(InternalTypeInfo.of(IngestedComment.ROW_TYPE))
        .sinkTo(
            DeltaSink.forRowData(tablePath, IngestedComment.ROW_TYPE)
                // A progress file that agrees with the table is as good as a snapshot.
                .withOnFreshStart(offset > 0 ? FreshStartMode.APPEND : FreshStartMode.FAIL)
                .build())
        .name("Delta table")
        .uid("delta-sink");
  }
}
