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
package io.github.flinkcomments.connector.delta.writer;

import org.apache.flink.table.data.RowData;
import org.apache.parquet.io.api.RecordConsumer;

/** Hands the value at a position of a row, which is not null, to Parquet. */
@FunctionalInterface
interface ValueWriter {

  void write(RowData row, int position, RecordConsumer consumer);
}
