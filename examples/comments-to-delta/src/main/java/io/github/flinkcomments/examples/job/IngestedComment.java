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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.RowType;

/** Turns a comment into a row of the table and adds when the job took it in. */
final class IngestedComment implements MapFunction<Comment, RowData> {

  private static final long serialVersionUID = 1L;

  static final RowType ROW_TYPE =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("id", DataTypes.INT()),
                  DataTypes.FIELD("name", DataTypes.STRING()),
                  DataTypes.FIELD("email", DataTypes.STRING()),
                  DataTypes.FIELD("body", DataTypes.STRING()),
                  DataTypes.FIELD("ingested_at", DataTypes.TIMESTAMP_LTZ(6)))
              .getLogicalType();

  @Override
  public RowData map(Comment comment) {
    return GenericRowData.of(
        comment.id(),
        StringData.fromString(comment.name()),
        StringData.fromString(comment.email()),
        StringData.fromString(comment.body()),
        TimestampData.fromInstant(Instant.now().truncatedTo(ChronoUnit.MICROS)));
  }
}
