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
package io.github.flinkcomments.connector.delta.log.file;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.apache.flink.annotation.Internal;

/**
 * What all rows of a data file have in one partition column.
 *
 * @param column the name under which it is stored
 * @param value in the words of the log; nothing stands for null
 */
@Internal
public record PartitionValue(String column, Optional<String> value) {

  public PartitionValue {
    requireNonNull(column, "column");
    requireNonNull(value, "value");
  }
}
