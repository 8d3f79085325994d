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

import java.util.List;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.VarCharType;

/**
 * A header of the response that the record came with: {@code STRING}. Null if there was none;
 * several of one name are joined by commas.
 *
 * @param name in any case
 */
@PublicEvolving
public record ResponseHeader(String name) implements MetadataColumn {

  /** What its key starts with. */
  public static final String KEY_PREFIX = "header.";

  @Override
  public String key() {
    return KEY_PREFIX + name;
  }

  @Override
  public LogicalType type() {
    return VarCharType.STRING_TYPE;
  }

  /** Returns its values in the response to a page; none if it was not there. */
  List<String> of(PageOrigin page) {
    return page.headers().entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .flatMap(header -> header.getValue().stream())
        .toList();
  }
}
