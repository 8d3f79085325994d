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
package io.github.flinkcomments.connector.rest.record;

import com.fasterxml.jackson.core.JsonPointer;
import io.github.flinkcomments.connector.rest.record.field.ValueFormat;
import java.io.Serializable;
import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;

/**
 * Where in a record the value of a column is, and how it is written there.
 *
 * @param path a JSON pointer such as {@code /owner/name}, empty for the record itself; null for the
 *     member of the record that is called like the column
 * @param format how dates, times and numbers in it are written
 */
@PublicEvolving
public record ColumnSource(@Nullable String path, ValueFormat format) implements Serializable {

  /** The member that is called like the column. */
  public static final ColumnSource DEFAULT = new ColumnSource(null, ValueFormat.DEFAULT);

  /**
   * @throws IllegalArgumentException if the path is not a JSON pointer
   */
  public ColumnSource {
    if (path != null) {
      JsonPointer.compile(path);
    }
  }

  /** The same value written in the same way, at another place. */
  public ColumnSource at(String newPath) {
    return new ColumnSource(newPath, format);
  }

  /** The value at the same place, written in another way. */
  public ColumnSource in(ValueFormat newFormat) {
    return new ColumnSource(path, newFormat);
  }
}
