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
package io.github.flinkcomments.connector.rest.table;

import static java.util.stream.Collectors.joining;

import io.github.flinkcomments.connector.rest.failure.RecordFormatException;
import io.github.flinkcomments.connector.rest.record.MissingColumns;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of columns that no record has what may have been meant by their names.
 *
 * @param mode what to do about them
 */
record MisspeltColumns(MissingColumnMode mode) implements MissingColumns {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(MisspeltColumns.class);

  /** More names of members would make the message unreadable. */
  private static final int MAX_NAMES = 10;

  @Override
  public void found(List<String> columns, Set<String> others) throws RecordFormatException {
    switch (mode) {
      case FAIL -> throw RecordFormatException.ofPage(message(columns, others));
      case WARN -> LOG.warn("{}", message(columns, others));
      case IGNORE -> {}
    }
  }

  private static String message(List<String> columns, Set<String> others) {
    return columns.stream().map(column -> message(column, others)).collect(joining(" "));
  }

  private static String message(String column, Set<String> others) {
    List<String> near = new Misspelling(column).nearestOf(others);
    String meant =
        near.isEmpty()
            ? "set 'fields.%s.pointer' to where it is%s".formatted(column, names(others))
            : "did you mean '%s'?".formatted(String.join("' or '", near));
    return "No record of the first page has the column '%s'; %s%s"
        .formatted(column, meant, near.isEmpty() ? "." : "");
  }

  private static String names(Set<String> others) {
    if (others.isEmpty()) {
      return "";
    }
    String names = others.stream().limit(MAX_NAMES).collect(joining("', '"));
    return "; other names in the records are '%s'%s"
        .formatted(names, others.size() > MAX_NAMES ? " and more" : "");
  }
}
