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
package io.github.flinkcomments.examples.suggest;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The SQL type that values of a shape fit into, with room for those that were not seen yet.
 *
 * @param sql such as {@code ARRAY<INT>}
 * @param remark what to know about the choice; empty if it is plain
 */
record ColumnType(String sql, String remark) {

  private static final ColumnType STRING = new ColumnType("STRING", "");

  private static final int MAX_DEPTH = 6;
  private static final int MAX_MEMBERS = 200;
  private static final int MAX_PRECISION = 38;

  /** Counters and quantities below it are not likely to outgrow an INT. */
  private static final BigDecimal LARGEST_INT = BigDecimal.valueOf(1_000_000);

  private static final BigDecimal LARGEST_BIGINT = BigDecimal.valueOf(Long.MAX_VALUE);

  private static final Pattern ID = Pattern.compile("(?i:_?id|.*_id|key|number)|.*[a-z0-9]Id|.*ID");

  private static final Pattern MONEY =
      Pattern.compile(
          "(?i).*(price|amount|balance|cost|fee|salary|revenue|subtotal|payment|tax|discount).*");

  private static final Pattern DATA_AS_NAME =
      Pattern.compile("\\d+|\\d{4}-\\d{2}-\\d{2}.*|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}");

  /**
   * @param name of the member that holds such values
   */
  static ColumnType of(String name, Shape shape) {
    return of(name, shape, 1);
  }

  private static ColumnType of(String name, Shape shape, int depth) {
    if (shape.values() == 0) {
      return remarked("only null seen, or nothing");
    }
    if (shape.mixed()) {
      return remarked("values of several types seen; kept as JSON text");
    }
    if (shape.booleans() > 0) {
      return new ColumnType("BOOLEAN", "");
    }
    if (shape.numbers().count() > 0) {
      return ofNumbers(name, shape.numbers());
    }
    if (shape.texts().count() > 0) {
      return ofTexts(shape.texts());
    }
    if (depth > MAX_DEPTH) {
      return remarked("nested more deeply; kept as JSON text");
    }
    return shape.arrays() > 0 ? ofArrays(name, shape.elements(), depth) : ofObjects(shape, depth);
  }

  private static ColumnType ofNumbers(String name, Shape.Numbers numbers) {
    if (numbers.whole()) {
      if (numbers.largest().compareTo(LARGEST_BIGINT) > 0) {
        return decimal(0, numbers);
      }
      boolean small = numbers.largest().compareTo(LARGEST_INT) <= 0;
      return new ColumnType(small && !ID.matcher(name).matches() ? "INT" : "BIGINT", "");
    }
    if (!numbers.exactAsDouble()) {
      return decimal(numbers.fractionDigits(), numbers);
    }
    if (MONEY.matcher(name).matches() && numbers.fractionDigits() <= 4) {
      return new ColumnType("DECIMAL(18, 4)", "looks like money; exact");
    }
    return new ColumnType("DOUBLE", "");
  }

  private static ColumnType decimal(int fractionDigits, Shape.Numbers numbers) {
    if (numbers.wholeDigits() + fractionDigits > MAX_PRECISION) {
      return remarked("numbers of more than 38 digits; kept as text");
    }
    return new ColumnType(
        "DECIMAL(38, %d)".formatted(fractionDigits),
        fractionDigits == 0 ? "exceeds BIGINT" : "more digits than DOUBLE keeps");
  }

  private static ColumnType ofTexts(Shape.Texts texts) {
    return switch (texts.format()) {
      case DATE -> new ColumnType("DATE", "");
      case INSTANT -> new ColumnType("TIMESTAMP_LTZ(6)", "");
      case LOCAL_DATE_TIME -> new ColumnType("TIMESTAMP(6)", "without a time zone: ask which");
      case OTHER_DATE_TIME -> remarked("a date and time, not in ISO 8601");
      case PLAIN -> STRING;
    };
  }

  private static ColumnType ofArrays(String name, Shape elements, int depth) {
    if (elements.values() == 0) {
      return remarked("only empty arrays seen; kept as JSON text");
    }
    ColumnType element = of(name, elements, depth + 1);
    return new ColumnType("ARRAY<%s>".formatted(element.sql()), element.remark());
  }

  private static ColumnType ofObjects(Shape shape, int depth) {
    Map<String, Shape> members = shape.members();
    if (members.isEmpty()) {
      return remarked("only empty objects seen; kept as JSON text");
    }
    if (namesAreData(shape)) {
      Shape values = new Shape();
      members.values().forEach(values::addAll);
      ColumnType value = of("", values, depth + 1);
      return new ColumnType("MAP<STRING, %s>".formatted(value.sql()), "its names look like data");
    }
    if (members.size() > MAX_MEMBERS || members.containsKey("")) {
      return remarked("an object that no ROW describes; kept as JSON text");
    }
    String fields =
        members.entrySet().stream()
            .map(
                member ->
                    SqlName.quoted(member.getKey())
                        + " "
                        + of(member.getKey(), member.getValue(), depth + 1).sql())
            .collect(Collectors.joining(", ", "ROW<", ">"));
    return new ColumnType(fields, "");
  }

  /** Names that differ from object to object, or are numbers or dates, are keys of a map. */
  private static boolean namesAreData(Shape shape) {
    Map<String, Shape> members = shape.members();
    if (members.keySet().stream().allMatch(name -> DATA_AS_NAME.matcher(name).matches())) {
      return true;
    }
    return shape.objects() >= 3
        && members.size() >= 4
        && members.values().stream()
            .allMatch(member -> 2 * (member.values() + member.nulls()) <= shape.objects())
        && sameType(members);
  }

  private static boolean sameType(Map<String, Shape> members) {
    return members.values().stream()
            .map(member -> of("", member, MAX_DEPTH).sql())
            .distinct()
            .count()
        == 1;
  }

  private static ColumnType remarked(String remark) {
    return new ColumnType("STRING", remark);
  }
}
