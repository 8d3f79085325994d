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

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.flinkcomments.connector.rest.failure.PageFormatException;
import io.github.flinkcomments.connector.rest.failure.RecordFormatException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a record format fails with is the matter of the record, and never of the job. */
class MalformedRecordTest {

  private static final RowType ROW =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("n", DataTypes.INT()),
                  DataTypes.FIELD("d", DataTypes.DECIMAL(5, 2)),
                  DataTypes.FIELD("s", DataTypes.STRING()),
                  DataTypes.FIELD("t", DataTypes.DATE()))
              .getLogicalType();

  private static final PageFormat<?> ROWS =
      PageFormat.of(new RowRecordFormat(ROW, List.of(), InternalTypeInfo.of(ROW)));

  /** A number that no {@code double} holds, in a class. */
  public record Amount(BigDecimal d) {}

  /** A format of a user, which fails in its own way. */
  private record Failing(Failure failure) implements RecordFormat<String> {

    interface Failure extends Serializable {
      String read(JsonParser parser) throws IOException;
    }

    @Override
    public RecordReader<String> createReader() {
      return (parser, page, index) -> failure.read(parser);
    }

    @Override
    public TypeInformation<String> getProducedType() {
      return TypeInformation.of(String.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"n":1e99999999999}      | its field 'n' must be INT, but the number 1e99999999999 is not a whole number
          {"d":1e9999999999}       | its field 'd' must be DECIMAL(5, 2), but the number 1e9999999999 is out of its range
          {"t":"+9999999-01-01"}   | its field 't' must be DATE, but the text "+9999999-01-01" is out of its range
          {"s":"a\\ud800b"}        | its field 's' must be STRING, but the text "a?b" has half of
          """)
  void aPoisonValueIsToldWithItsPlaceAndCanBeSkipped(String poison, String message)
      throws Exception {
    String body = "[{\"n\":1}," + poison + ",{\"n\":3}]";
    assertThatThrownBy(() -> read(ROWS, body))
        .isInstanceOf(RecordFormatException.class)
        .hasMessageStartingWith("Malformed record at offset 41: " + message);
    Page<?> page = read(ROWS.withErrorMode(ErrorMode.SKIP), body);
    assertThat(page.errors()).hasSize(1).containsKey(1);
    assertThat(page.record(2)).isNotNull();
  }

  @Test
  void aNumberBeyondAllExponentsIsKeptAsText() throws Exception {
    assertThat(read(ROWS, "[{\"s\":{\"a\":1e99999999999}},{\"s\":1e99999999999}]").records())
        .extracting(Object::toString)
        .containsExactly(
            "+I(null,null,{\"a\":1e99999999999},null)", "+I(null,null,1e99999999999,null)");
  }

  @Test
  void aNumberBeyondAllExponentsInAClassIsTheMatterOfItsRecord() throws Exception {
    PageFormat<Amount> format = PageFormat.of(PojoRecordFormat.of(Amount.class));
    String body = "[{\"d\":1},{\"d\":1e99999999999},{\"d\":3}]";
    assertThatThrownBy(() -> read(format, body))
        .isInstanceOf(RecordFormatException.class)
        .hasMessageStartingWith("Malformed record at offset 41: ");
    assertThat(read(format.withErrorMode(ErrorMode.SKIP), body).records())
        .containsExactly(new Amount(BigDecimal.ONE), null, new Amount(BigDecimal.valueOf(3)));
  }

  @Test
  void whateverAFormatThrowsIsTheMatterOfItsRecord() throws Exception {
    for (Failing.Failure failure :
        List.<Failing.Failure>of(
            parser -> {
              throw new ArithmeticException("too large");
            },
            parser -> {
              parser.nextToken();
              throw new IOException("too large");
            },
            parser -> {
              parser.nextToken();
              parser.nextToken();
              throw new IllegalStateException("too large");
            })) {
      PageFormat<String> format = PageFormat.of(new Failing(failure));
      assertThatThrownBy(() -> read(format, "[{\"a\":[1]},{}]"))
          .isInstanceOf(RecordFormatException.class)
          .hasMessageMatching(
              "Malformed record at offset 40: it cannot be read: java.*Exception: too large");
      assertThat(read(format.withErrorMode(ErrorMode.SKIP), "[{\"a\":[1]},{\"b\":{}}]").errors())
          .containsOnlyKeys(0, 1);
    }
  }

  /** A format that makes the best of a broken body must not make records of it. */
  @ParameterizedTest
  @ValueSource(strings = {"[{\"a\":oops}]", "[{\"a\":\"b\\x\"}]", "[{\"a\":[1}]", "[{\"a\":\"b"})
  void aBrokenBodyIsNoMalformedRecord(String body) {
    for (ErrorMode mode : ErrorMode.values()) {
      for (Failing.Failure failure :
          List.<Failing.Failure>of(
              parser -> {
                try {
                  while (parser.nextToken() != JsonToken.END_OBJECT) {
                    parser.getText();
                  }
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
                return "";
              },
              parser -> {
                try {
                  parser.skipChildren();
                } catch (IOException e) {
                  return "";
                }
                return "";
              })) {
        PageFormat<String> format = PageFormat.of(new Failing(failure)).withErrorMode(mode);
        assertThatThrownBy(() -> read(format, body)).isInstanceOf(PageFormatException.class);
      }
    }
  }

  @Test
  void aBodyThatCannotBeReadOnIsNoMalformedRecord() {
    InputStream broken =
        new FilterInputStream(new ByteArrayInputStream("[{\"n\":1,\"x\":[".getBytes(UTF_8))) {
          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            if (read < 0) {
              throw new IOException("connection reset");
            }
            return read;
          }
        };
    assertThatThrownBy(
            () -> ROWS.withErrorMode(ErrorMode.SKIP).createReader().read(broken, UTF_8, 0, 0))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("connection reset");
  }

  /** A probe only wants to know who is there. */
  @Test
  void aProbeReadsNoRecord() throws Exception {
    Page<ProbedRecord> page =
        read(
            ROWS.withIdentity(new RecordIdentity.Key("/id")).forProbes(),
            "[{\"id\":7,\"n\":1e99999999999},{\"n\":\"x\",\"id\":8}]");
    assertThat(page.identities()).containsExactly("7", "8");
    assertThat(page.errors()).isEmpty();
  }

  @Test
  void aProbeTakesADigestOfTheWholeRecordBesideItsKey() throws Exception {
    PageFormat<ProbedRecord> keyed = ROWS.withIdentity(new RecordIdentity.Key("/id")).forProbes();
    String body = "[{\"id\":7,\"a\":[1]},{\"id\":7,\"a\":[2]},{ \"id\": 7, \"a\":[ 1 ]}]";
    Page<ProbedRecord> page = read(keyed, body);
    assertThat(page.identities()).containsOnly("7");
    assertThat(page.digest(1)).isNotEqualTo(page.digest(0));
    assertThat(page.digest(2)).isEqualTo(page.digest(0)).isPresent();
    Page<ProbedRecord> hashed = read(ROWS.forProbes(), body);
    assertThat(hashed.digests())
        .as("the same as without a key")
        .isEqualTo(hashed.identities())
        .isEqualTo(page.digests());
    assertThat(read(ROWS, "[{\"n\":1}]").digest(0)).isEmpty();
  }

  private static <T> Page<T> read(PageFormat<T> format, String body) throws IOException {
    return format.createReader().read(new ByteArrayInputStream(body.getBytes(UTF_8)), UTF_8, 40, 0);
  }
}
