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
package io.github.flinkcomments.connector.rest.response;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemberWatchTest {

  private static final List<String> POINTERS = List.of("/error", "/ok", "/meta/user");

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      emptyValue = "",
      value = {
        "{\"error\":\"no\"} @ \"no\" @ @",
        "{ \"ok\" : false , \"error\" : null } @ null @ false @",
        "{\"error\":{\"code\":1,\"error\":2},\"ok\":true} @ {\"code\":1,\"error\":2} @ true @",
        "{\"data\":[{\"error\":1,\"ok\":2}],\"ok\":3} @ @ 3 @",
        "{\"data\":{\"error\":1},\"error\":[1,[2]]} @ [1,[2]] @ @",
        "{\"meta\":{\"user\":{\"id\":1},\"ok\":0},\"x\":{\"user\":2}} @ @ @ {\"id\":1}",
        "{\"a\":\"\\\"error\\\":1\",\"b\":\"{[\",\"ok\":\"}\"} @ @ \"}\" @",
        "{\"a\":\"\\\\\",\"ok\":1} @ @ 1 @",
        "{\"error\":\"a\\\"b\"} @ \"a\\\"b\" @ @",
        "{\"ok\":-1.5e3} @ @ -1.5e3 @",
        "[{\"error\":1,\"ok\":2}] @ @ @",
        "{\"error\":{\"a\" : [1, 2]}} @ {\"a\" : [1, 2]} @ @",
        "{\"ok\":1}{\"error\":\"no\"} @ @ 1 @",
        "{} @ @ @",
        "\"error\" @ @ @",
      })
  void membersAreFoundWhateverIsReadAtOnce(String body, String error, String ok, String user)
      throws IOException {
    for (int atOnce = 1; atOnce <= 8; atOnce++) {
      MemberWatch watch = new MemberWatch(new ByteArrayInputStream(body.getBytes(UTF_8)), POINTERS);
      byte[] buffer = new byte[atOnce];
      StringBuilder passed = new StringBuilder();
      for (int read = watch.read(buffer, 0, atOnce);
          read >= 0;
          read = watch.read(buffer, 0, atOnce)) {
        passed.append(new String(buffer, 0, read, UTF_8));
      }
      assertThat(passed).hasToString(body);
      assertThat(watch.text("/error")).isEqualTo(Optional.ofNullable(error));
      assertThat(watch.text("/ok")).isEqualTo(Optional.ofNullable(ok));
      assertThat(watch.text("/meta/user")).isEqualTo(Optional.ofNullable(user));
    }
  }

  @Test
  void longValueIsCut() throws IOException {
    String body = "{\"error\":\"" + "x".repeat(1000) + "\",\"ok\":1}";
    MemberWatch watch = new MemberWatch(new ByteArrayInputStream(body.getBytes(UTF_8)), POINTERS);
    watch.readAllBytes();
    assertThat(watch.text("/error").orElseThrow()).hasSize(161).endsWith("x…");
    assertThat(watch.text("/ok")).contains("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "}{]",
        "{\"a\"",
        "{\"error\":",
        "{\"error",
        "{\"error\":\"x",
        "]]]]",
        "::,,",
        ",\"error\":1"
      })
  void whatIsNoJsonDoesNoHarm(String body) throws IOException {
    MemberWatch watch = new MemberWatch(new ByteArrayInputStream(body.getBytes(UTF_8)), POINTERS);
    assertThat(watch.readAllBytes()).asString(UTF_8).isEqualTo(body);
    assertThat(watch.text("/error")).isEmpty();
  }

  @Test
  void membersAreFoundWhetherBytesAreReadOneByOneOrSkipped() throws IOException {
    byte[] body = "{\"error\":\"ü\",\"ok\":1}".getBytes(UTF_8);
    MemberWatch watch = new MemberWatch(new ByteArrayInputStream(body), POINTERS);
    for (int i = 0; i < 12; i++) {
      assertThat(watch.read()).isEqualTo(body[i] & 0xFF);
    }
    assertThat(watch.skip(2)).isEqualTo(2);
    assertThat(watch.skip(100)).isEqualTo(body.length - 14);
    assertThat(watch.skip(100)).isZero();
    assertThat(watch.read()).isEqualTo(-1);
    assertThat(watch.text("/error")).contains("\"ü\"");
    assertThat(watch.text("/ok")).contains("1");
  }

  @Test
  void bytesAreNotReadTwice() {
    assertThat(new MemberWatch(new ByteArrayInputStream(new byte[0]), POINTERS).markSupported())
        .isFalse();
  }
}
