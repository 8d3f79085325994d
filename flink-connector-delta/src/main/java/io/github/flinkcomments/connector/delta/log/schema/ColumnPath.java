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
package io.github.flinkcomments.connector.delta.log.schema;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.annotation.Internal;

/**
 * Where a column is, or a part of one. Names may contain dots, so texts would not do.
 *
 * @param names from the outside to the inside, as the table spells them; parts of arrays are called
 *     {@code element}, those of maps {@code key} and {@code value}
 */
@Internal
public record ColumnPath(List<String> names) implements Serializable {

  @Serial private static final long serialVersionUID = 1L;

  /** The row that all columns are in. */
  public static final ColumnPath ROOT = new ColumnPath(List.of());

  public ColumnPath {
    names = List.copyOf(names);
  }

  /** Something inside this. */
  public ColumnPath child(String name) {
    return new ColumnPath(Stream.concat(names.stream(), Stream.of(name)).toList());
  }

  /** The innermost name; the root has none. */
  public String name() {
    return names.get(names.size() - 1);
  }

  /** For messages, such as {@code a.b.element}. */
  @Override
  public String toString() {
    return String.join(".", names);
  }
}
