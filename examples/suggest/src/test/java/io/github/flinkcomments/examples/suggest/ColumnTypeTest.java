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

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTypeTest {

  private static ColumnType typeOf(String name, String values) throws NoListingException {
    String body = "[{\"v\":" + values.replace(" ; ", "},{\"v\":") + "}]";
    Page page = Page.of(new Answer(URI.create("http://host/x"), 200, Map.of(), body));
    return ColumnType.of(name, Shape.of(page.records()).members().get("v"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "votes     | 1 ; 2 ; null                      | INT",
        "votes     | 1e3 ; 2                           | INT",
        "votes     | 1 ; 3000000000                    | BIGINT",
        "votes     | 20000000                          | BIGINT",
        "id        | 1 ; 2                             | BIGINT",
        "post_id   | 1 ; 2                             | BIGINT",
        "postId    | 1 ; 2                             | BIGINT",
        "paid      | 1 ; 2                             | INT",
        "big       | 9223372036854775808               | DECIMAL(38, 0)",
        "huge      | 1e999999999                       | STRING",
        "score     | 1.5 ; 2                           | DOUBLE",
        "score     | 0.12345678901234567890            | DECIMAL(38, 20)",
        "price     | 19.99 ; 5                         | DECIMAL(18, 4)",
        "score     | 1e-7                              | DOUBLE",
        "flag      | true ; null                       | BOOLEAN",
        "flag      | true ; \"yes\"                    | STRING",
        "day       | \"2026-01-31\"                    | DATE",
        "day       | \"2026-02-31\"                    | STRING",
        "at        | \"2026-01-31T10:00:00Z\"          | TIMESTAMP_LTZ(6)",
        "at        | \"2026-01-31T10:00:00.123+02:00\" | TIMESTAMP_LTZ(6)",
        "at        | \"2026-01-31T10:00:00.1234567Z\"  | STRING",
        "at        | \"2026-01-31T10:00:00\"           | TIMESTAMP(6)",
        "at        | \"2026-01-31 10:00:00\"           | STRING",
        "at        | \"2026-01-31T10:00:00Z\" ; \"soon\" | STRING",
        "name      | \"a\" ; \"b\"                     | STRING",
        "tags      | [\"a\"] ; []                      | ARRAY<STRING>",
        "tags      | []                                | STRING",
        "user      | {\"id\":1,\"first name\":\"x\"}   | ROW<id BIGINT, `first name` STRING>",
        "user      | {\"order\":1} ; {\"a\":[{\"b\":2}]} | ROW<`order` INT, a ARRAY<ROW<b INT>>>",
        "user      | {} ; null                         | STRING",
        "byDay     | {\"2026-01-01\":1,\"2026-01-02\":2} | MAP<STRING, INT>",
        "labels    | {\"x\":\"1\"} ; {\"y\":\"2\"} ; {\"z\":\"3\"} ; {\"u\":\"4\"} | MAP<STRING, STRING>",
        "any       | {\"a\":1} ; [1]                   | STRING",
        "any       | null ; null                       | STRING"
      })
  void fitsTheValuesSeen(String name, String values, String type) throws NoListingException {
    assertThat(typeOf(name, values).sql()).isEqualTo(type);
  }

  @Test
  void saysWhyAColumnIsOnlyText() throws NoListingException {
    assertThat(typeOf("v", "true ; 1").remark()).contains("several types");
    assertThat(typeOf("v", "null").remark()).contains("only null");
    assertThat(typeOf("v", "[]").remark()).contains("only empty arrays");
    assertThat(typeOf("v", "\"2026-01-31 10:00\"").remark()).contains("not in ISO 8601");
  }

  @ParameterizedTest
  @CsvSource({
    "id, id",
    "_id, _id",
    "order, `order`",
    "Value, `Value`",
    "first name, `first name`",
    "@odata.id, `@odata.id`",
    "a`b, `a``b`",
    "größe, `größe`",
    "2nd, `2nd`"
  })
  void quotesWhatIsNotAPlainIdentifier(String name, String quoted) {
    assertThat(SqlName.quoted(name)).isEqualTo(quoted);
  }
}
