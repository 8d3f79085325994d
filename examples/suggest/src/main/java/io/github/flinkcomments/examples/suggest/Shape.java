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

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** What values of one place in a record looked like, counted over all that were seen. */
final class Shape {

  private final Map<String, Shape> members = new LinkedHashMap<>();
  private final Texts texts = new Texts();
  private final Numbers numbers = new Numbers();
  private Shape elements;
  private long nulls;
  private long booleans;
  private long objects;
  private long arrays;

  static Shape of(Iterable<JsonNode> values) {
    Shape shape = new Shape();
    values.forEach(shape::add);
    return shape;
  }

  void add(JsonNode value) {
    switch (value.getNodeType()) {
      case OBJECT -> {
        objects++;
        value
            .properties()
            .forEach(
                member ->
                    members
                        .computeIfAbsent(member.getKey(), name -> new Shape())
                        .add(member.getValue()));
      }
      case ARRAY -> {
        arrays++;
        if (elements == null) {
          elements = new Shape();
        }
        value.forEach(elements::add);
      }
      case NUMBER -> numbers.add(value.decimalValue());
      case BOOLEAN -> booleans++;
      case STRING -> texts.add(value.textValue());
      case NULL, MISSING, BINARY, POJO -> nulls++;
    }
  }

  /** Counts all that another shape has seen as if it had been seen here. */
  void addAll(Shape other) {
    other.members.forEach(
        (name, shape) -> members.computeIfAbsent(name, absent -> new Shape()).addAll(shape));
    texts.addAll(other.texts);
    numbers.addAll(other.numbers);
    if (other.elements != null) {
      elements = elements();
      elements.addAll(other.elements);
    }
    nulls += other.nulls;
    booleans += other.booleans;
    objects += other.objects;
    arrays += other.arrays;
  }

  Map<String, Shape> members() {
    return members;
  }

  /** Of the elements of arrays, if there were arrays. */
  Shape elements() {
    return elements == null ? new Shape() : elements;
  }

  Texts texts() {
    return texts;
  }

  Numbers numbers() {
    return numbers;
  }

  long booleans() {
    return booleans;
  }

  long objects() {
    return objects;
  }

  long arrays() {
    return arrays;
  }

  /** How many values other than null there were. */
  long values() {
    return booleans + objects + arrays + numbers.count() + texts.count();
  }

  long nulls() {
    return nulls;
  }

  /** Whether there were values of several kinds, such as numbers here and texts there. */
  boolean mixed() {
    long kinds = 0;
    for (long count : new long[] {booleans, objects, arrays, numbers.count(), texts.count()}) {
      kinds += count > 0 ? 1 : 0;
    }
    return kinds > 1;
  }

  /** The numbers among the values. */
  static final class Numbers {

    private long count;
    private boolean whole = true;
    private boolean exactAsDouble = true;
    private int wholeDigits;
    private int fractionDigits;
    private BigDecimal largest = BigDecimal.ZERO;

    private void add(BigDecimal number) {
      count++;
      whole &= number.scale() <= 0;
      wholeDigits = Math.max(wholeDigits, number.precision() - number.scale());
      fractionDigits = Math.max(fractionDigits, number.scale());
      exactAsDouble &= keeps(number.doubleValue(), number);
      largest = largest.max(number.abs());
    }

    private static boolean keeps(double nearest, BigDecimal number) {
      return Double.isFinite(nearest)
          && new BigDecimal(Double.toString(nearest)).compareTo(number) == 0;
    }

    private void addAll(Numbers other) {
      count += other.count;
      whole &= other.whole;
      exactAsDouble &= other.exactAsDouble;
      wholeDigits = Math.max(wholeDigits, other.wholeDigits);
      fractionDigits = Math.max(fractionDigits, other.fractionDigits);
      largest = largest.max(other.largest);
    }

    long count() {
      return count;
    }

    /** Whether all were written without a fraction. */
    boolean whole() {
      return whole;
    }

    /** Whether a DOUBLE keeps each of them as it was written. */
    boolean exactAsDouble() {
      return exactAsDouble;
    }

    int wholeDigits() {
      return wholeDigits;
    }

    int fractionDigits() {
      return fractionDigits;
    }

    /** The largest of their absolute values. */
    BigDecimal largest() {
      return largest;
    }
  }

  /** The texts among the values. */
  static final class Texts {

    private final Map<TextFormat, Long> formats = new LinkedHashMap<>();
    private long count;

    private void add(String text) {
      count++;
      formats.merge(TextFormat.of(text), 1L, Long::sum);
    }

    private void addAll(Texts other) {
      count += other.count;
      other.formats.forEach((format, seen) -> formats.merge(format, seen, Long::sum));
    }

    long count() {
      return count;
    }

    /** The format of all of them; plain if they differ. */
    TextFormat format() {
      return formats.size() == 1 ? formats.keySet().iterator().next() : TextFormat.PLAIN;
    }
  }
}
